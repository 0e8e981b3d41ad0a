package dev.pangaea.simulator.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the turns of two tables cost the server, as lines for people. */
final class TurnsText {
  private TurnsText() {}

  /**
   * A line for each operation.
   *
   * @param turns of each operation first one table's, then the other's
   */
  static List<String> costs(List<Report.Turns> turns) {
    List<String> lines = new ArrayList<>();
    for (int first = 0; first + 1 < turns.size(); first += 2) {
      Report.Turns one = turns.get(first);
      Report.Turns other = turns.get(first + 1);
      OptionalDouble cost = one.serverMicrosMedian();
      OptionalDouble otherCost = other.serverMicrosMedian();
      if (cost.isPresent() && otherCost.orElse(0) > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "server CPU per %s: %s, %s; the first is %.3f of the second",
                one.operation().singular(),
                cost(one, cost.getAsDouble()),
                cost(other, otherCost.getAsDouble()),
                cost.getAsDouble() / otherCost.getAsDouble()));
      }
    }
    return lines;
  }

  private static String cost(Report.Turns turns, double median) {
    return String.format(
        Locale.ROOT,
        "%s %.1f µs (%.1f to %.1f)",
        turns.table(),
        median,
        Collections.min(turns.serverMicros()),
        Collections.max(turns.serverMicros()));
  }
}
