package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.ledger.Conflict;
import dev.pangaea.regionnode.ledger.ConflictKind;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.ledger.LedgerItem;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The region's conflict ledger, as the folds of its partitions write it: items of {@link
 * PartitionId#CONFLICTS}, each in the batch of its decision. It has no log: what is in it follows
 * from the logs of the tables, but that what is old enough goes. Confined to the loop's thread.
 */
final class Ledger {
  private static final int FILLED_AT_ONCE = 1024;

  private final Store store;
  private final PartitionIndexes indexes;
  private final LedgerSweep sweep;
  private final boolean announced;
  private final Announcements announcements;
  private final SortedMap<ConflictKind, Long> counts;
  private final Set<ConflictKind> countedAnew = new TreeSet<>();
  private final Map<EncodedKey, Optional<ItemState>> uncommitted = new HashMap<>();
  private Applied applied;
  private boolean changed;

  Ledger(Store store, LedgerSettings settings) {
    this.store = store;
    this.applied = store.applied(PartitionId.CONFLICTS);
    this.announced = settings.announced();
    this.announcements = new Announcements(store, Announcements.WAITING_MAX);
    this.counts = ConflictKind.counts(store);
    this.sweep = new LedgerSweep(store, settings.retention());
    this.indexes = new PartitionIndexes(PartitionId.CONFLICTS, store);
    indexes.keep(new KeptIndexes(settings.indexes(), () -> {}));
    fill();
  }

  /** An index that is new here is whole before anything is added: rows are few, and found fast. */
  private void fill() {
    while (!indexes.whole()) {
      StoreBatch rows = new StoreBatch();
      indexes.fill(FILLED_AT_ONCE, rows);
      store.commit(rows);
    }
  }

  void add(PartitionId partition, TableLabel table, Conflict conflict, StoreBatch batch) {
    LedgerId id = new LedgerId(partition, conflict.at());
    EncodedItem item = EncodedItem.of(LedgerItem.of(table, id, conflict));
    ItemState after = conflict.after();
    Content content = new Content.Present(item);
    ItemState row = new ItemState(after.version(), after.context(), content);
    replace(LedgerTable.key(table.name(), id), Optional.of(row), batch);
    ConflictKind kind = ConflictKind.of(table, conflict);
    counts.merge(kind, 1L, Long::sum);
    countedAnew.add(kind);
    if (announced) {
      announcements.add(new Announcement(table.name(), id), row, batch);
    }
  }

  Announcements announcements() {
    return announcements;
  }

  /** Empty if there is no such conflict, or none any more. */
  Optional<LedgerRow> row(PartitionId partition, TableLabel table, ConflictAt at) {
    return state(LedgerTable.key(table.name(), new LedgerId(partition, at)))
        .flatMap(row -> row.content().visible())
        .map(item -> new LedgerRow(item.decode()));
  }

  /** Takes note that a conflict is restored, if it is still here. */
  void restored(PartitionId partition, TableLabel table, Restored restored, StoreBatch batch) {
    EncodedKey key = LedgerTable.key(table.name(), new LedgerId(partition, restored.conflict()));
    Optional<LedgerRow> row = row(partition, table, restored.conflict());
    if (row.isPresent()) {
      ItemState before = state(key).orElseThrow();
      LedgerRow marked = row.get().restored(restored.as(), restored.appendMillis());
      Content content = new Content.Present(EncodedItem.of(marked.item()));
      ItemState next = new ItemState(before.version(), before.context(), content);
      replace(key, Optional.of(next), batch);
    }
  }

  /** A record was appended at this time. */
  void heard(long appendMillis) {
    sweep.heard(appendMillis);
  }

  /** Time has passed: lets go of some of what is old enough. */
  void tick(Now now, StoreBatch batch) {
    for (EncodedKey old : sweep.next(now)) {
      if (state(old).isPresent()) {
        replace(old, Optional.empty(), batch);
      }
    }
    settle(batch);
  }

  /** Adds what the ledger amounts to now, where that has changed. */
  void settle(StoreBatch batch) {
    if (changed) {
      changed = false;
      indexes.settle(batch);
      batch.add(new Entry.PutApplied(PartitionId.CONFLICTS, applied));
      for (ConflictKind kind : countedAnew) {
        ItemState count = kind.counted(counts.get(kind));
        batch.add(new Entry.PutItem(ConflictKind.COUNTS, kind.key(), count));
      }
      countedAnew.clear();
    }
  }

  /** What was changed is in the store. */
  void committed() {
    uncommitted.clear();
  }

  private Optional<ItemState> state(EncodedKey key) {
    Optional<ItemState> known = uncommitted.get(key);
    return known == null ? store.item(PartitionId.CONFLICTS, key) : known;
  }

  private void replace(EncodedKey key, Optional<ItemState> next, StoreBatch batch) {
    Optional<ItemState> before = state(key);
    batch.add(
        next.isPresent()
            ? new Entry.PutItem(PartitionId.CONFLICTS, key, next.get())
            : new Entry.DeleteItem(PartitionId.CONFLICTS, key));
    indexes.put(key, visible(before), visible(next), batch);
    uncommitted.put(key, next);
    applied =
        new Applied(
            applied.position(),
            applied.clock(),
            applied.items() + count(next) - count(before),
            applied.itemBytes() + bytes(key, next) - bytes(key, before),
            applied.conflicts(),
            applied.nextTransactions());
    changed = true;
  }

  private static Optional<EncodedItem> visible(Optional<ItemState> row) {
    return row.flatMap(state -> state.content().visible());
  }

  private static int count(Optional<ItemState> row) {
    return row.isPresent() ? 1 : 0;
  }

  private static long bytes(EncodedKey key, Optional<ItemState> row) {
    return visible(row).map(item -> (long) key.bytes().length() + item.bytes().length()).orElse(0L);
  }
}
