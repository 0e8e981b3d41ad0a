package dev.pangaea.regionnode.table;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a copy of a table was made and changed, as DescribeTable tells it.
 *
 * @param last when each of these things happened last, in milliseconds
 * @param decreases how often capacity was lowered on the UTC day when it was lowered last
 * @param warm what the table could serve at once: it never gets less
 */
public record TableHistory(
    long createdMillis, SortedMap<Event, Long> last, int decreases, Warm warm) {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Warm ON_DEMAND = new Warm(12_000, 4_000);

  /** What can happen to a table. */
  public enum Event {
    PUT_ON_DEMAND,
    CAPACITY_RAISED,
    CAPACITY_LOWERED,
    STREAM_ENABLED,
    TABLE_CLASS_CHANGED
  }

  public record Warm(long readUnits, long writeUnits) {
    Warm atLeast(Warm other) {
      return new Warm(Math.max(readUnits, other.readUnits), Math.max(writeUnits, other.writeUnits));
    }
  }

  public TableHistory {
    last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
  }

  public static TableHistory created(TableSettings settings, long nowMillis) {
    TreeMap<Event, Long> last = new TreeMap<>();
    if (settings.capacity() instanceof Capacity.OnDemand) {
      last.put(Event.PUT_ON_DEMAND, nowMillis);
    }
    if (settings.streamViewType().isPresent()) {
      last.put(Event.STREAM_ENABLED, nowMillis);
    }
    return new TableHistory(nowMillis, last, 0, warm(settings.capacity()));
  }

  /** The same table once its settings have changed. */
  TableHistory changed(TableSettings before, TableSettings after, long nowMillis) {
    TreeMap<Event, Long> next = new TreeMap<>(last);
    int lowered = decreases;
    if (after.capacity() instanceof Capacity.OnDemand
        && before.capacity() instanceof Capacity.Provisioned) {
      next.put(Event.PUT_ON_DEMAND, nowMillis);
    }
    if (before.capacity() instanceof Capacity.Provisioned(long readBefore, long writeBefore)
        && after.capacity() instanceof Capacity.Provisioned(long readAfter, long writeAfter)) {
      if (readAfter > readBefore || writeAfter > writeBefore) {
        next.put(Event.CAPACITY_RAISED, nowMillis);
      }
      if (readAfter < readBefore || writeAfter < writeBefore) {
        lowered = decreasesOnDayOf(nowMillis) + 1;
        next.put(Event.CAPACITY_LOWERED, nowMillis);
      }
    }
    if (before.streamViewType().isEmpty() && after.streamViewType().isPresent()) {
      next.put(Event.STREAM_ENABLED, nowMillis);
    }
    if (!before.tableClass().equals(after.tableClass())) {
      next.put(Event.TABLE_CLASS_CHANGED, nowMillis);
    }
    return new TableHistory(createdMillis, next, lowered, warm.atLeast(warm(after.capacity())));
  }

  /** The same as it is told at a moment: only that day's decreases count. */
  TableHistory seenAt(long nowMillis) {
    return new TableHistory(createdMillis, last, decreasesOnDayOf(nowMillis), warm);
  }

  private int decreasesOnDayOf(long millis) {
    Long lowered = last.get(Event.CAPACITY_LOWERED);
    return lowered != null && lowered / DAY_MILLIS == millis / DAY_MILLIS ? decreases : 0;
  }

  private static Warm warm(Capacity capacity) {
    return switch (capacity) {
      case Capacity.OnDemand() -> ON_DEMAND;
      case Capacity.Provisioned(long readUnits, long writeUnits) -> new Warm(readUnits, writeUnits);
    };
  }
}
