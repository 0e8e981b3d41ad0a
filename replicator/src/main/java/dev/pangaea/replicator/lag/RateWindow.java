package dev.pangaea.replicator.lag;

import java.util.Arrays;

/** How many things there were in the last seconds. Any thread may use it. */
final class RateWindow {
  static final int SECONDS = 10;

  private final long[] counts = new long[SECONDS];
  private long newestSecond = Long.MIN_VALUE;

  synchronized void add(long count, long nowMillis) {
    turnTo(Math.floorDiv(nowMillis, 1_000L));
    counts[slot(newestSecond)] += count;
  }

  /** The sum over the last {@link #SECONDS} seconds, the one under way included. */
  synchronized long sum(long nowMillis) {
    turnTo(Math.floorDiv(nowMillis, 1_000L));
    return Arrays.stream(counts).sum();
  }

  private void turnTo(long second) {
    if (newestSecond == Long.MIN_VALUE || second - newestSecond >= SECONDS) {
      Arrays.fill(counts, 0);
      newestSecond = second;
    }
    while (newestSecond < second) {
      newestSecond++;
      counts[slot(newestSecond)] = 0;
    }
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
