package dev.pangaea.simulator.console;

import com.microsoft.playwright.Page;
import java.util.List;

/** The page's list of conflicts, as somebody reads it. */
final class ReadConflicts {
  private static final String SHOWN =
      "[...document.querySelectorAll('.conflict-key')].map(each => each.textContent)";
  private static final String PLACES =
      "() => [...document.querySelectorAll('.conflicts > li')]"
          + ".map(each => Math.round(each.getBoundingClientRect().top + scrollY))";

  private final Page page;

  ReadConflicts(Page page) {
    this.page = page;
  }

  List<String> shown() {
    return ((List<?>) page.evaluate("() => " + SHOWN)).stream().map(String.class::cast).toList();
  }

  /** Where each stands on the page. */
  List<?> places() {
    return (List<?>) page.evaluate(PLACES);
  }

  void awaitOthersThan(List<String> before) {
    page.waitForFunction("before => " + SHOWN + ".join() !== before.join()", before);
  }

  void openThirdByKeys() {
    page.locator(".conflicts > li >> nth=2 >> summary").focus();
    page.keyboard().press("Enter");
    page.locator(".conflicts details[open] .conflict-body table").waitFor();
  }

  void scroll(int pixels) {
    page.evaluate(
        "pixels => document.querySelector('[aria-label=\"List of conflicts\"]').scrollTop = pixels",
        pixels);
  }
}
