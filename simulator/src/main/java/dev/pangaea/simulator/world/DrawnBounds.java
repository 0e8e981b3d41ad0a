package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.leader.LeaderBounds;
import java.util.SplittableRandom;

/**
 * Bounds of the leaders of a world: drawn so tight in some worlds that they are met all the time.
 */
final class DrawnBounds {
  static final long TELLING_MILLIS_MAX = 2_000;

  private static final long TELLING_MILLIS_MIN = 50;
  private static final long AHEAD_MILLIS_MIN = 8_000;
  private static final long AHEAD_MILLIS_MAX = 120_000;
  private static final int CHANGES_MIN = 2;
  private static final int CHANGES_MAX = 12;

  private DrawnBounds() {}

  /** In half of all worlds so often that tombstones go, in the others so seldom that they stay. */
  static long tellingMillis(Scenario scenario) {
    SplittableRandom random = new SplittableRandom(scenario.seed());
    return random.nextBoolean()
        ? random.nextLong(TELLING_MILLIS_MIN, TELLING_MILLIS_MAX)
        : LeaderBounds.DEFAULT.tellingMillis();
  }

  /** In a quarter of all worlds so little that what comes of clocks set wrongly is kept aside. */
  static long aheadMillis(Scenario scenario) {
    SplittableRandom random = new SplittableRandom(~scenario.seed());
    return random.nextInt(4) == 0
        ? random.nextLong(AHEAD_MILLIS_MIN, AHEAD_MILLIS_MAX)
        : LeaderBounds.DEFAULT.aheadMillis();
  }

  /** In a third of all worlds so few that most deliveries are decided in several records. */
  static int changesMax(Scenario scenario) {
    SplittableRandom random = new SplittableRandom(Long.rotateLeft(scenario.seed(), 29));
    return random.nextInt(3) == 0
        ? random.nextInt(CHANGES_MIN, CHANGES_MAX)
        : LeaderBounds.DEFAULT.changes();
  }
}
