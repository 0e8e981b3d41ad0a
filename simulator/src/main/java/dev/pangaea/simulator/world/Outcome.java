package dev.pangaea.simulator.world;

import dev.pangaea.simulator.check.Violation;
import java.util.List;

/**
 * What became of a world.
 *
 * @param violations the promises that it has broken, those found on the way first
 */
public record Outcome(List<Violation> violations, Figures figures) {
  public Outcome {
    violations = List.copyOf(violations);
  }

  /**
   * How much has happened.
   *
   * @param nanos of the world's own time
   */
  public record Figures(long nanos, long events, long operations, long served, long records) {
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0);

    public Figures plus(Figures more) {
      return new Figures(
          nanos + more.nanos,
          events + more.events,
          operations + more.operations,
          served + more.served,
          records + more.records);
    }
  }
}
