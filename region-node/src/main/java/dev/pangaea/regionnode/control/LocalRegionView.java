package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.regionnode.verify.Entry;
import dev.pangaea.regionnode.verify.EntryPage;
import dev.pangaea.regionnode.verify.Known;
import dev.pangaea.regionnode.verify.RangeReading;
import dev.pangaea.regionnode.verify.RegionTables;
import dev.pangaea.regionnode.verify.RegionUnavailableException;
import dev.pangaea.regionnode.verify.RegionView;
import dev.pangaea.regionnode.verify.TablePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What this node's own region holds. Any thread may call; calls block on the store's reads. */
public final class LocalRegionView implements RegionView {
  private static final int PAGE_ENTRIES_MAX = 2_000;
  private static final int PAGE_BYTES_MAX = 32 << 20;
  private static final int READINGS_MAX = 5;

  /** At one time: each holds a thread that other readings share. */
  private static final int READERS_MAX = 2;

  private static final Duration READING_MAX = Duration.ofSeconds(20);
  private static final int ITEMS_PER_LOOK = 1024;
  private static final long MEND_SECONDS_MAX = 10;

  private final RegionName region;
  private final Tables tables;
  private final Store store;
  private final LeaderLoop leaders;
  private final Semaphore readers = new Semaphore(READERS_MAX);

  public LocalRegionView(RegionName region, Tables tables, Store store, LeaderLoop leaders) {
    this.region = region;
    this.tables = tables;
    this.store = store;
    this.leaders = leaders;
  }

  @Override
  public RegionTables tables() {
    List<RegionTables.Table> serving = new ArrayList<>();
    for (String name : tables.names()) {
      tables
          .table(name)
          .filter(table -> serves(table.status()))
          .ifPresent(
              table ->
                  serving.add(
                      new RegionTables.Table(
                          name,
                          table.partitions(),
                          table.replicas().stream()
                              .filter(replica -> serves(replica.status()))
                              .map(TableView.Replica::region)
                              .toList())));
    }
    return new RegionTables(region, serving);
  }

  @Override
  public Known known(TablePartition partition) throws RegionUnavailableException {
    TableView table = table(partition);
    PartitionId id = id(table, partition);
    TreeMap<RegionName, HybridTime> upTo = new TreeMap<>();
    upTo.put(region, store.applied(id).clock());
    for (TableView.Replica replica : table.replicas()) {
      store
          .progress(id, replica.region())
          .ifPresent(progress -> upTo.put(replica.region(), progress.watermark().clock()));
    }
    return new Known(upTo);
  }

  @Override
  public List<RangeDigest> digests(TablePartition partition) throws RegionUnavailableException {
    return store.digests(id(partition));
  }

  @Override
  public Optional<RangeReading> read(TablePartition partition, int range)
      throws RegionUnavailableException {
    PartitionId id = id(partition);
    if (!readers.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return read(id, range, System.nanoTime() + READING_MAX.toNanos());
    } finally {
      readers.release();
    }
  }

  private Optional<RangeReading> read(PartitionId id, int range, long deadlineNanos) {
    for (int readings = 0; readings < READINGS_MAX; readings++) {
      RangeDigest before = store.digests(id).get(range);
      Reading reading = new Reading(deadlineNanos);
      store.scan(id, RangeDigest.positions(range), reading::take);
      if (reading.late) {
        return Optional.empty();
      }
      if (before.whole() && before.equals(store.digests(id).get(range))) {
        return Optional.of(new RangeReading(before, reading.digest));
      }
    }
    return Optional.empty();
  }

  /** A range's items added up, for as long as there is time. */
  private static final class Reading {
    private final long deadlineNanos;
    private RangeDigest digest = RangeDigest.OF_NONE;
    private long items;
    private boolean late;

    Reading(long deadlineNanos) {
      this.deadlineNanos = deadlineNanos;
    }

    boolean take(EncodedKey key, ItemState state) {
      digest = digest.plus(key, state);
      late = ++items % ITEMS_PER_LOOK == 0 && System.nanoTime() - deadlineNanos >= 0;
      return !late;
    }
  }

  @Override
  public EntryPage entries(TablePartition partition, int range, Bytes from)
      throws RegionUnavailableException {
    Page page = new Page();
    KeyRange rest = RangeDigest.positions(range).and(new KeyRange(from, Optional.empty()));
    store.scan(id(partition), rest, page::take);
    return new EntryPage(page.entries, page.next);
  }

  @Override
  public Optional<Change> state(TablePartition partition, EncodedKey key)
      throws RegionUnavailableException {
    return store.item(id(partition), key).map(state -> state.asChange(key));
  }

  @Override
  public long dropped(TablePartition partition) throws RegionUnavailableException {
    return store.deletions(id(partition)).dropped();
  }

  @Override
  public DeliveryOutcome takeIn(
      TablePartition partition, RegionName from, long dropped, List<Change> changes)
      throws RegionUnavailableException {
    CompletableFuture<DeliveryOutcome> outcome = new CompletableFuture<>();
    leaders.mend(id(partition), from, dropped, changes, outcome::complete);
    try {
      return outcome.get(MEND_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RegionUnavailableException("stopped while a change was taken in", stopped);
    } catch (ExecutionException | TimeoutException late) {
      throw new RegionUnavailableException("a change was not taken in in time", late);
    }
  }

  @Override
  public void recount(TablePartition partition, int range) throws RegionUnavailableException {
    leaders.recount(id(partition), range);
  }

  private PartitionId id(TablePartition partition) throws RegionUnavailableException {
    return id(table(partition), partition);
  }

  private static PartitionId id(TableView table, TablePartition partition) {
    return new PartitionId(table.storeNumber(), partition.partition());
  }

  private TableView table(TablePartition partition) throws RegionUnavailableException {
    return tables
        .table(partition.table())
        .filter(table -> serves(table.status()))
        .filter(table -> partition.partition() >= 0 && partition.partition() < table.partitions())
        .orElseThrow(
            () ->
                new RegionUnavailableException(
                    "%s does not serve %s".formatted(region, partition)));
  }

  private static boolean serves(TableStatus status) {
    return switch (status) {
      case ACTIVE, UPDATING -> true;
      case CREATING, DELETING, CREATION_FAILED -> false;
    };
  }

  /** Some entries, as many as an answer holds. */
  private static final class Page {
    private final List<Entry> entries = new ArrayList<>();
    private Optional<Bytes> next = Optional.empty();
    private long bytes;

    boolean take(EncodedKey key, ItemState state) {
      if (entries.size() >= PAGE_ENTRIES_MAX || bytes >= PAGE_BYTES_MAX) {
        next = Optional.of(ItemPosition.of(key));
        return false;
      }
      entries.add(Entry.of(key, state));
      bytes += key.bytes().length();
      if (state.content() instanceof Content.Present(EncodedItem item)) {
        bytes += item.bytes().length();
      }
      return true;
    }
  }
}
