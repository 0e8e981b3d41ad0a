package dev.pangaea.simulator.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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
      if (!one.serverMicros().isEmpty() && !other.serverMicros().isEmpty()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "server CPU per %s: %s, %s%s",
                one.operation().singular(),
                cost(one),
                cost(other),
                compared(one.serverMicros(), other.serverMicros())));
      }
    }
    return lines;
  }

  private static String cost(Report.Turns turns) {
    return String.format(
        Locale.ROOT,
        "%s %.1f µs (%.1f to %.1f)",
        turns.table(),
        turns.serverMicrosMedian().orElseThrow(),
        Collections.min(turns.serverMicros()),
        Collections.max(turns.serverMicros()));
  }

  /**
   * By two turns each, in which both tables went first once: what a table costs hangs on whether it
   * was just asked before.
   */
  private static String compared(List<Double> ones, List<Double> others) {
    if (ones.size() != others.size() || ones.size() < 2 || Collections.min(others) <= 0) {
      return "";
    }
    List<Double> ratios =
        IntStream.range(0, ones.size() / 2)
            .mapToObj(pair -> ofTwo(ones, pair) / ofTwo(others, pair))
            .sorted()
            .toList();
    return String.format(
        Locale.ROOT,
        "; by two turns each the first is %.2f of the second (half of them: %.2f to %.2f)",
        (at(ratios, 0.5) + ratios.get((ratios.size() - 1) / 2)) / 2,
        at(ratios, 0.25),
        at(ratios, 0.75));
  }

  private static double ofTwo(List<Double> turns, int pair) {
    return turns.get(2 * pair) + turns.get(2 * pair + 1);
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }
}
