package dev.pangaea.simulator.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** axe-core, the rules by which a page is accessible as far as a program can tell. */
final class Axe {
  private static final String PROPERTIES =
      "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";
  private static final String RUN =
      "async part => (await axe.run(part, {resultTypes: ['violations'],"
          + " rules: {'label-content-name-mismatch': {enabled: true}}})).violations"
          + ".filter(each => ['moderate', 'serious', 'critical'].includes(each.impact))"
          + ".map(each => each.id + ': ' + each.nodes.slice(0, 5)"
          + ".map(node => node.html.slice(0, 150) + ' ' + (node.any[0]?.message ?? '')).join(' | '))";

  private Axe() {}

  static List<?> seriousViolations(Page page) {
    return seriousViolations(page, "html");
  }

  /** Those of a part of the page, by its selector. */
  static List<?> seriousViolations(Page page, String part) {
    page.evaluate(source());
    return (List<?>) page.evaluate(RUN, part);
  }

  private static String source() {
    try {
      Properties properties = new Properties();
      try (InputStream described = Axe.class.getResourceAsStream(PROPERTIES)) {
        properties.load(described);
      }
      String path =
          "/META-INF/resources/webjars/axe-core/"
              + properties.getProperty("version")
              + "/axe.min.js";
      try (InputStream script = Axe.class.getResourceAsStream(path)) {
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
