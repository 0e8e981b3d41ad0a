package dev.pangaea.simulator.run;

import dev.pangaea.simulator.check.Violation;
import dev.pangaea.simulator.world.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a person reads of a run. */
public final class RunReport {
  private static final int VIOLATIONS_MAX = 5;
  private static final double NANOS = 1e9;

  private RunReport() {}

  /** A line of a trace: when, and what. */
  public static String traced(long nanos, String line) {
    return String.format(Locale.ROOT, "%12.6f  %s", nanos / NANOS, line);
  }

  /** What a seed has broken, and the command that shows how. */
  public static String broken(Seeds.Ran ran) {
    List<Violation> violations = ran.outcome().violations();
    StringBuilder text = new StringBuilder("seed %d broke a promise%n".formatted(ran.seed()));
    violations.stream()
        .limit(VIOLATIONS_MAX)
        .forEach(violation -> text.append("  %s%n".formatted(violation)));
    if (violations.size() > VIOLATIONS_MAX) {
      text.append("  and %d more%n".formatted(violations.size() - VIOLATIONS_MAX));
    }
    return text.append("  again: ").append(ran.command()).toString();
  }

  /** How a run ended and how fast it went. */
  public static String total(Seeds.Total total, Duration took) {
    Outcome.Figures figures = total.figures();
    double seconds = Math.max(took.toNanos(), 1) / NANOS;
    return String.format(
        Locale.ROOT,
        "%d of %d seeds kept every promise: %,d operations, of which %,d were served; %,d log"
            + " records, of which %,d do not count; %,d conflicts.%n%,.0f s of the worlds' time in"
            + " %.1f s: %,.0f virtual seconds and %,.0f operations per second.",
        total.ran() - total.broken(),
        total.ran(),
        figures.operations(),
        figures.served(),
        figures.records(),
        figures.uncounted(),
        figures.conflicts(),
        figures.nanos() / NANOS,
        seconds,
        figures.nanos() / NANOS / seconds,
        figures.operations() / seconds);
  }
}
