package dev.pangaea.simulator.world;

import java.util.List;

/**
 * All that is planned of a world before it begins. What is not planned, such as how long each
 * message takes, is drawn from the seed as it comes up.
 *
 * @param faultsMillis when all faults end
 * @param invited how many regions hold the table from the beginning, where catalogs say who does; 0
 *     where it is in all of them for ever and no catalog says so
 * @param expiring whether most items that are put expire some seconds later
 */
public record Scenario(
    long seed,
    int regions,
    int partitions,
    int keys,
    long faultsMillis,
    int invited,
    boolean expiring,
    List<Happening> happenings) {
  public Scenario {
    happenings = List.copyOf(happenings);
  }

  boolean catalogued() {
    return invited > 0;
  }

  /** Within how many days the clock furthest behind catches up; 0 where minutes are enough. */
  long daysAhead() {
    long ahead = 0;
    long behind = 0;
    for (Happening each : happenings) {
      if (each instanceof Happening.SetClock set) {
        ahead = Math.max(ahead, set.aheadMillis());
        behind = Math.min(behind, set.aheadMillis());
      }
    }
    long apart = ahead - behind;
    return apart <= 2 * ScenarioDraw.CLOCK_MILLIS_MAX ? 0 : apart / ClockDraw.DAY_MILLIS + 1;
  }

  /** The same world, in which only some of it happens. */
  public Scenario with(List<Happening> some) {
    return new Scenario(seed, regions, partitions, keys, faultsMillis, invited, expiring, some);
  }
}
