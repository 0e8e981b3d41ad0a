package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.PartitionId;

/**
 * Lets the appends of many partitions go out together. The cost of a log is per request, not per
 * record: partitions that each append as soon as they can make many small requests. So partitions
 * share two waves; a wave begins when all appends of the one before it have an outcome, and the two
 * overlap, so that one gathers while the other is on its way. A partition that is slow holds its
 * wave up for a bounded time only.
 */
final class AppendWaves {
  private static final int WAVES = 2;
  static final long HELD_NANOS_MAX = 5_000_000;

  private final int[] underWay = new int[WAVES];
  private final long[] begunNanos = new long[WAVES];

  /** Whether a partition may append in a step that begins now. */
  boolean open(PartitionId partition, Now now) {
    int wave = wave(partition);
    return underWay[wave] == 0 || now.nanos() - begunNanos[wave] >= HELD_NANOS_MAX;
  }

  void appends(PartitionId partition, Now now) {
    int wave = wave(partition);
    boolean begins = open(partition, now);
    underWay[wave]++;
    if (begins) {
      begunNanos[wave] = now.nanos();
    }
  }

  /**
   * The waves that have appends under way, a bit for each: what comes for their partitions can wait
   * for the outcomes.
   */
  int gathering() {
    int gathering = 0;
    for (int wave = 0; wave < WAVES; wave++) {
      gathering |= underWay[wave] > 0 ? 1 << wave : 0;
    }
    return gathering;
  }

  static boolean gathers(PartitionId partition, int gathering) {
    return (gathering & 1 << wave(partition)) != 0;
  }

  /** An append has an outcome. */
  void ends(PartitionId partition) {
    underWay[wave(partition)]--;
  }

  private static int wave(PartitionId partition) {
    return (partition.table() + partition.partition()) % WAVES;
  }
}
