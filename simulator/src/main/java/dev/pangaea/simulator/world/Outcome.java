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
   * @param served how many of the operations came to something else than "not taken" or "in doubt"
   * @param records in the regions' logs; {@code uncounted} are those of them that do not count
   * @param conflicts between regions, counted in each region that met them
   */
  public record Figures(
      long nanos,
      long events,
      long operations,
      long served,
      long records,
      long uncounted,
      long conflicts) {
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

    public Figures plus(Figures more) {
      return new Figures(
          nanos + more.nanos,
          events + more.events,
          operations + more.operations,
          served + more.served,
          records + more.records,
          uncounted + more.uncounted,
          conflicts + more.conflicts);
    }
  }
}
