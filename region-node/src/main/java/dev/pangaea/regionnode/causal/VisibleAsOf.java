package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Up to when all that another region has written into a table is visible here, by that region's
 * clock. Any thread may ask; of each table it is looked up some times per second at most.
 */
public final class VisibleAsOf {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Store store;
  private final LongSupplier nanoClock;
  private final Map<Integer, Looked> recent = new ConcurrentHashMap<>();
  private final AtomicLong forgotNanos;

  private record Looked(long nanos, SortedMap<RegionName, Long> millis, Optional<String> text) {}

  public VisibleAsOf(Store store, LongSupplier nanoClock) {
    this.store = store;
    this.nanoClock = nanoClock;
    this.forgotNanos = new AtomicLong(nanoClock.getAsLong());
  }

  /** By the other regions' names; a region of which nothing is known yet is not there. */
  public SortedMap<RegionName, Long> millis(TableView table) {
    return looked(table).millis();
  }

  /** Of all these tables, where they have replicas; a region that a table lacks is not told. */
  Optional<String> text(Collection<TableView> tables) {
    Iterator<TableView> each = tables.iterator();
    if (!each.hasNext()) {
      return Optional.empty();
    }
    TableView first = each.next();
    if (!each.hasNext()) {
      return looked(first).text();
    }
    SortedMap<RegionName, Long> least = new TreeMap<>(millis(first));
    while (each.hasNext()) {
      SortedMap<RegionName, Long> more = millis(each.next());
      least.keySet().retainAll(more.keySet());
      least.replaceAll((region, millis) -> Math.min(millis, more.get(region)));
    }
    return text(least);
  }

  private Looked looked(TableView table) {
    long now = nanoClock.getAsLong();
    Looked known = recent.get(table.storeNumber());
    if (known != null && now - known.nanos() < FRESH_NANOS) {
      return known;
    }
    SortedMap<RegionName, Long> millis = look(table);
    Looked next = new Looked(now, millis, text(millis));
    recent.put(table.storeNumber(), next);
    forget(now);
    return next;
  }

  /** Nobody asks for a table that is gone. */
  private void forget(long now) {
    long last = forgotNanos.get();
    if (now - last >= FORGET_NANOS && forgotNanos.compareAndSet(last, now)) {
      recent.values().removeIf(looked -> now - looked.nanos() >= FORGET_NANOS);
    }
  }

  /** How many tables are remembered. */
  int remembered() {
    return recent.size();
  }

  private SortedMap<RegionName, Long> look(TableView table) {
    SortedMap<RegionName, Long> all = new TreeMap<>();
    for (TableView.Replica replica : table.replicas()) {
      look(table, replica.region()).ifPresent(millis -> all.put(replica.region(), millis));
    }
    return all;
  }

  /** A millisecond before the watermark: more may have been written in the one that it is in. */
  private OptionalLong look(TableView table, RegionName region) {
    long least = Long.MAX_VALUE;
    for (int partition = 0; partition < table.partitions(); partition++) {
      PartitionId id = new PartitionId(table.storeNumber(), partition);
      least = Math.min(least, store.takenIn(id, region).millis());
    }
    return least == 0 || least == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(least - 1);
  }

  private static Optional<String> text(SortedMap<RegionName, Long> millis) {
    return millis.isEmpty()
        ? Optional.empty()
        : Optional.of(
            millis.entrySet().stream()
                .map(each -> each.getKey() + "=" + Instant.ofEpochMilli(each.getValue()))
                .collect(Collectors.joining(", ")));
  }
}
