package dev.pangaea.simulator.world;

import java.util.List;

/**
 * All that is planned of a world before it begins. What is not planned, such as how long each
 * message takes, is drawn from the seed as it comes up.
 *
 * @param faultsMillis when all faults end
 */
public record Scenario(
    long seed,
    int regions,
    int partitions,
    int keys,
    long faultsMillis,
    List<Happening> happenings) {
  public Scenario {
    happenings = List.copyOf(happenings);
  }

  /** The same world, in which only some of it happens. */
  public Scenario with(List<Happening> some) {
    return new Scenario(seed, regions, partitions, keys, faultsMillis, some);
  }
}
