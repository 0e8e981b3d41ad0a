package dev.pangaea.regionnode.table;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a copy of a table was made and changed, as DescribeTable tells it.
 *
 * @param last when each of these things happened last, in milliseconds
 * @param origin what it was filled from, if it did not begin empty
 */
public record TableHistory(
    long createdMillis,
    SortedMap<Event, Long> last,
    CapacityHistory capacity,
    Optional<TableOrigin> origin) {
  /** What can happen to a table. */
  public enum Event {
    PUT_ON_DEMAND,
    STREAM_ENABLED,
    TABLE_CLASS_CHANGED
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
    return new TableHistory(
        nowMillis, last, CapacityHistory.of(settings.capacity()), Optional.empty());
  }

  /** The same table once its settings have changed. */
  TableHistory changed(TableSettings before, TableSettings after, long nowMillis) {
    TreeMap<Event, Long> next = new TreeMap<>(last);
    if (after.capacity() instanceof Capacity.OnDemand
        && before.capacity() instanceof Capacity.Provisioned) {
      next.put(Event.PUT_ON_DEMAND, nowMillis);
    }
    if (after.streamViewType().isPresent()
        && !after.streamViewType().equals(before.streamViewType())) {
      next.merge(Event.STREAM_ENABLED, nowMillis, (last, now) -> Math.max(last + 1, now));
    }
    if (!before.tableClass().equals(after.tableClass())) {
      next.put(Event.TABLE_CLASS_CHANGED, nowMillis);
    }
    return new TableHistory(
        createdMillis,
        next,
        capacity.changed(before.capacity(), after.capacity(), nowMillis),
        origin);
  }

  /** Whether the table has or had a stream. */
  boolean streamed() {
    return last.containsKey(Event.STREAM_ENABLED);
  }

  /** When the latest stream was enabled, by which it is known; of a table that has or had one. */
  public long streamMillis() {
    return last.get(Event.STREAM_ENABLED);
  }

  TableHistory warmed(WarmThroughput wanted) {
    return new TableHistory(createdMillis, last, capacity.warmed(wanted), origin);
  }

  /** The same as it is told at a moment. */
  TableHistory seenAt(long nowMillis) {
    return new TableHistory(createdMillis, last, capacity.seenAt(nowMillis), origin);
  }

  /** The same of a table that is filled from something. */
  public TableHistory from(TableOrigin filling) {
    return new TableHistory(createdMillis, last, capacity, Optional.of(filling));
  }

  /** Whether the table is being filled, so that it is not to be used yet. */
  boolean isFilling() {
    return origin.filter(from -> !from.whole()).isPresent();
  }
}
