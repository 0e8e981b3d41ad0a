package dev.pangaea.simulator.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A browser that is installed on the machine, without a window. Nothing is downloaded. */
final class Chromium implements AutoCloseable {
  /**
   * The lock of the tests whose containers come and go: they change the machine's network, at which
   * a browser gives up what is under way.
   */
  static final String NETWORK = "docker";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final double START_MILLIS_MAX = 120_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** The program; a test is skipped where the machine has none. */
  static Path assumed() {
    Optional<Path> program = installed();
    assumeTrue(program.isPresent(), "no chromium on the PATH: the console's page is not tested");
    return program.get();
  }

  private static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path program) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      // Root has no sandbox, and containers are often root.
      List<String> options =
          System.getProperty("user.name").equals("root") ? List.of("--no-sandbox") : List.of();
      return new Chromium(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program)
                      .setArgs(options)
                      .setTimeout(START_MILLIS_MAX)));
    } catch (RuntimeException failure) {
      playwright.close();
      throw failure;
    }
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
