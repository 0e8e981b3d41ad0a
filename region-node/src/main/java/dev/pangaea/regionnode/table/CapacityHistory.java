package dev.pangaea.regionnode.table;

import java.time.Duration;
import java.util.Optional;

/**
 * How the capacity of a table or an index changed, as DescribeTable tells it.
 *
 * @param raisedMillis when it was raised last, if ever
 * @param loweredMillis when it was lowered last, if ever
 * @param decreases how often it was lowered on the UTC day when it was lowered last
 */
public record CapacityHistory(
    Optional<Long> raisedMillis, Optional<Long> loweredMillis, int decreases, WarmThroughput warm) {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** That of something new. */
  static CapacityHistory of(Capacity capacity) {
    return new CapacityHistory(Optional.empty(), Optional.empty(), 0, WarmThroughput.of(capacity));
  }

  public CapacityHistory changed(Capacity before, Capacity after, long nowMillis) {
    CapacityHistory next = warmed(WarmThroughput.of(after));
    if (!(before instanceof Capacity.Provisioned(long readBefore, long writeBefore)
        && after instanceof Capacity.Provisioned(long readAfter, long writeAfter))) {
      return next;
    }
    boolean raised = readAfter > readBefore || writeAfter > writeBefore;
    boolean lowered = readAfter < readBefore || writeAfter < writeBefore;
    return new CapacityHistory(
        raised ? Optional.of(nowMillis) : raisedMillis,
        lowered ? Optional.of(nowMillis) : loweredMillis,
        lowered ? decreasesOnDayOf(nowMillis) + 1 : decreases,
        next.warm);
  }

  CapacityHistory warmed(WarmThroughput wanted) {
    return new CapacityHistory(raisedMillis, loweredMillis, decreases, warm.atLeast(wanted));
  }

  /** The same as it is told at a moment: only that day's decreases count. */
  CapacityHistory seenAt(long nowMillis) {
    return new CapacityHistory(raisedMillis, loweredMillis, decreasesOnDayOf(nowMillis), warm);
  }

  private int decreasesOnDayOf(long millis) {
    return loweredMillis.filter(last -> last / DAY_MILLIS == millis / DAY_MILLIS).isPresent()
        ? decreases
        : 0;
  }
}
