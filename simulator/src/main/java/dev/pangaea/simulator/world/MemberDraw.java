package dev.pangaea.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws what happens to a table of which regions know by their catalogs: logs lose what others have
 * not read yet, and regions come, go and come again. The first one always stays.
 *
 * @param invited how many regions hold the table from the beginning; 0 where no catalog says so
 */
record MemberDraw(int invited, List<Happening> happenings) {
  private static final int WORLDS_PER_CATALOG = 4;
  private static final int COMINGS_MAX = 3;
  private static final int FORGETS_MAX = 3;
  private static final long CUT_MILLIS_MIN = 500;
  private static final long AWAY_MILLIS_MAX = 8_000;

  static MemberDraw of(long seed, int regions, long faultsMillis) {
    SplittableRandom random = new SplittableRandom(~Long.reverse(seed));
    return random.nextInt(WORLDS_PER_CATALOG) == 0
        ? new Drawing(random, regions, faultsMillis).draw()
        : new MemberDraw(0, List.of());
  }

  private static final class Drawing {
    private final SplittableRandom random;
    private final int regions;
    private final long faultsMillis;
    private final List<Happening> happenings = new ArrayList<>();

    Drawing(SplittableRandom random, int regions, long faultsMillis) {
      this.random = random;
      this.regions = regions;
      this.faultsMillis = faultsMillis;
    }

    MemberDraw draw() {
      boolean later = random.nextBoolean();
      if (later) {
        replica(moment(), regions - 1, true);
      }
      if (random.nextBoolean()) {
        for (int left = random.nextInt(1, FORGETS_MAX + 1); left > 0; left--) {
          forget();
        }
      }
      if (random.nextBoolean()) {
        for (int left = random.nextInt(1, COMINGS_MAX + 1); left > 0; left--) {
          int region = random.nextInt(1, regions);
          long at = moment();
          replica(at, region, false);
          replica(Math.min(faultsMillis, at + random.nextLong(AWAY_MILLIS_MAX)), region, true);
        }
      }
      return new MemberDraw(later ? regions - 1 : regions, happenings);
    }

    private void replica(long at, int region, boolean added) {
      happenings.add(new Happening.Replica(at, random.nextInt(regions), region, added));
    }

    /** While another region is cut off from it. */
    private void forget() {
      int region = random.nextInt(regions);
      int other = (region + random.nextInt(1, regions)) % regions;
      long at = moment();
      long cut = random.nextLong(CUT_MILLIS_MIN, AWAY_MILLIS_MAX);
      happenings.add(new Happening.Cut(at, region, other, cut, random.nextBoolean()));
      long forgotten = at + cut / 2 + random.nextLong(cut);
      happenings.add(new Happening.Forget(Math.min(faultsMillis, forgotten), region));
    }

    private long moment() {
      return random.nextLong(faultsMillis);
    }
  }
}
