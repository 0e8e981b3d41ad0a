package dev.pangaea.simulator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The console's page in a browser, which writes down whatever a page must not do. */
final class ConsolePage implements AutoCloseable {
  static final double SOON_MILLIS = 60_000;
  private static final String TELL_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation',"
          + " event => console.error('CSP', event.violatedDirective, event.blockedURI))";

  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new ArrayList<>();

  private ConsolePage(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
  }

  static ConsolePage open(Browser browser, int port, ColorScheme scheme) {
    ConsolePage console = at(browser, port, scheme);
    console.load();
    return console;
  }

  /** One that has not been loaded yet, so that a test can put something into its way. */
  static ConsolePage at(Browser browser, int port, ColorScheme scheme) {
    String home = "http://127.0.0.1:" + port + "/";
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setBaseURL(home).setColorScheme(scheme));
    context.setDefaultTimeout(SOON_MILLIS);
    context.addInitScript(TELL_VIOLATIONS);
    ConsolePage console = new ConsolePage(context);
    console.page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            console.faults.add(message.type() + ": " + message.text());
          }
        });
    console.page.onPageError(error -> console.faults.add("uncaught: " + error));
    console.page.onRequest(
        request -> {
          if (!request.url().startsWith(home) && !request.url().startsWith("data:")) {
            console.faults.add("asked elsewhere: " + request.url());
          }
        });
    return console;
  }

  void load() {
    page.navigate("/");
  }

  Page page() {
    return page;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** How the world stands, in words. */
  void awaitHeadline(String words) {
    says("#headline", words);
  }

  void says(String selector, String words) {
    assertThat(find(selector))
        .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(SOON_MILLIS));
  }

  void says(Locator where, Pattern words) {
    assertThat(where)
        .hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(SOON_MILLIS));
  }

  void counts(String selector, int number) {
    assertThat(find(selector))
        .hasCount(number, new LocatorAssertions.HasCountOptions().setTimeout(SOON_MILLIS));
  }

  /** Writes an item with the dialog that is open. */
  void writeItem(String json) {
    find("#editor-json").fill(json);
    page.locator("dialog").getByRole(AriaRole.BUTTON, named("Write")).click();
    assertThat(find("dialog"))
        .not()
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MILLIS));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  void expectNoFaults() {
    assertThat(faults).as("errors, violations of the policy, requests to elsewhere").isEmpty();
  }

  /** What is routed still asks the page for something while it is being closed. */
  @Override
  public void close() {
    page.unrouteAll();
    context.close();
  }
}
