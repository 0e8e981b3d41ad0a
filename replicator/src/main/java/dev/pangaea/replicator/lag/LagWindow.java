package dev.pangaea.replicator.lag;

import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How late the writes of the last seconds were: of all of them and of no others, so that it says
 * nothing when there were none. Any thread may use it.
 */
final class LagWindow {
  static final int SECONDS = 10;
  private static final int DIGITS = 2;

  private final Histogram[] seconds =
      Stream.generate(() -> new Histogram(DIGITS)).limit(SECONDS).toArray(Histogram[]::new);
  private final Histogram sum = new Histogram(DIGITS);
  private long newestSecond = Long.MIN_VALUE;

  synchronized void add(long lagMillis, long writes, long nowMillis) {
    turnTo(Math.floorDiv(nowMillis, 1_000L));
    seconds[slot(newestSecond)].recordValueWithCount(lagMillis, writes);
  }

  /** Of the last {@link #SECONDS} seconds, the one under way included. */
  synchronized Optional<TableStatus.Lag> percentiles(long nowMillis) {
    turnTo(Math.floorDiv(nowMillis, 1_000L));
    sum.reset();
    for (Histogram second : seconds) {
      sum.add(second);
    }
    return sum.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(
            new TableStatus.Lag(
                sum.getValueAtPercentile(50),
                sum.getValueAtPercentile(90),
                sum.getValueAtPercentile(99),
                sum.getMaxValue()));
  }

  private void turnTo(long second) {
    if (newestSecond == Long.MIN_VALUE || second - newestSecond >= SECONDS) {
      for (Histogram each : seconds) {
        each.reset();
      }
      newestSecond = second;
    }
    while (newestSecond < second) {
      newestSecond++;
      seconds[slot(newestSecond)].reset();
    }
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
