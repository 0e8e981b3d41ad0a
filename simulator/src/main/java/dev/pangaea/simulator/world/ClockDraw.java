package dev.pangaea.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws clocks that are wrong by more than a scenario's usual minutes: by days, or since they run
 * much too fast or too slow, or swing.
 */
final class ClockDraw {
  static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS_MAX = 3;
  private static final int SETTINGS_MAX = 3;
  private static final int WORLDS_PER_KIND = 8;
  private static final long DRIFT_PER_MILLION_MAX = 400_000;
  private static final long SWING_MILLIS_MAX = 60_000;
  private static final long SWING_PERIOD_MILLIS_MIN = 100;
  private static final long SWING_PERIOD_MILLIS_MAX = 10_000;

  private final SplittableRandom random;
  private final int regions;
  private final long faultsMillis;
  private final List<Happening> happenings = new ArrayList<>();

  private ClockDraw(long seed, int regions, long faultsMillis) {
    this.random = new SplittableRandom(Long.reverse(seed));
    this.regions = regions;
    this.faultsMillis = faultsMillis;
  }

  static List<Happening> of(long seed, int regions, long faultsMillis) {
    return new ClockDraw(seed, regions, faultsMillis).draw();
  }

  private List<Happening> draw() {
    if (random.nextInt(WORLDS_PER_KIND) == 0) {
      for (int left = random.nextInt(1, SETTINGS_MAX + 1); left > 0; left--) {
        long millis = random.nextLong(-DAYS_MAX * DAY_MILLIS, DAYS_MAX * DAY_MILLIS);
        happenings.add(new Happening.SetClock(moment(), region(), millis));
      }
    }
    if (random.nextInt(WORLDS_PER_KIND) == 0) {
      long perMillion = random.nextLong(-DRIFT_PER_MILLION_MAX, DRIFT_PER_MILLION_MAX);
      happenings.add(new Happening.DriftClock(moment(), region(), perMillion));
    }
    if (random.nextInt(WORLDS_PER_KIND) == 0) {
      long by = random.nextLong(1, SWING_MILLIS_MAX);
      long period = random.nextLong(SWING_PERIOD_MILLIS_MIN, SWING_PERIOD_MILLIS_MAX);
      happenings.add(new Happening.SwingClock(moment(), region(), by, period));
    }
    return happenings;
  }

  private long moment() {
    return random.nextLong(faultsMillis);
  }

  private int region() {
    return random.nextInt(regions);
  }
}
