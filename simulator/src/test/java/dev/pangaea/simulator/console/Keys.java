package dev.pangaea.simulator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

/** Somebody who has a keyboard only, and looks where the focus is. */
final class Keys {
  private static final int STOPS_MAX = 250;
  private static final String IS_SEEN =
      "() => { const style = getComputedStyle(document.activeElement);"
          + " return document.activeElement === document.body"
          + " || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1; }";
  private final Page page;

  Keys(Page page) {
    this.page = page;
  }

  /** Goes on by the tabulator until it is there; the focus is seen at every stop. */
  void tabTo(String selector) {
    go("Tab", selector);
  }

  /** As {@link #tabTo}, the other way. */
  void backTo(String selector) {
    go("Shift+Tab", selector);
  }

  private void go(String key, String selector) {
    for (int stop = 0; stop < STOPS_MAX; stop++) {
      page.keyboard().press(key);
      assertThat(page.evaluate(IS_SEEN)).as("the focus is seen at " + here()).isEqualTo(true);
      if (page.locator(selector).and(page.locator(":focus")).count() == 1) {
        return;
      }
    }
    throw new AssertionError("no way by the tabulator to " + selector);
  }

  void isAt(String selector) {
    assertThat(page.locator(selector))
        .isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(ConsolePage.SOON_MILLIS));
  }

  private Object here() {
    return page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)");
  }
}
