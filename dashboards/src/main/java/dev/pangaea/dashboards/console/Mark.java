package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.Locale;

/**
 * Something that happened, whoever caused it.
 *
 * @param links those concerned; may be none
 * @param text for a person
 */
public record Mark(long atMillis, Kind kind, List<String> links, String text) {
  public Mark {
    links = List.copyOf(links);
  }

  /** What happened. */
  public enum Kind {
    CUT,
    HEAL,
    LATENCY,
    BANDWIDTH,
    CONVERGED,
    SCENARIO,
    LOAD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
