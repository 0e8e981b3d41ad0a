package dev.pangaea.simulator.link.scenario;

import java.util.List;

/** A scenario as it was read: its steps in the order of their times. */
public record Script(String name, List<Step> steps) {
  public Script {
    steps = List.copyOf(steps);
  }

  /**
   * One thing that happens.
   *
   * @param atMillis from the start
   * @param text as it was written, without its time
   */
  public record Step(long atMillis, String text, Action action) {
    long endMillis() {
      return atMillis + action.lastsMillis();
    }
  }

  /** From the start until nothing more happens. */
  public long totalMillis() {
    return steps.stream().mapToLong(Step::endMillis).max().orElse(0);
  }
}
