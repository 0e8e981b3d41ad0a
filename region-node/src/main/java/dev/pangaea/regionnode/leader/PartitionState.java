package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.ledger.Conflict;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A partition as folded so far: the store, what has been read of it for the step under way, and
 * what the step has changed but not committed yet. Confined to the leader's thread, like the batch
 * that it writes to.
 */
final class PartitionState {
  private final PartitionId partition;
  private final Store store;
  private final PendingTransactions transactions;
  private final Ledger ledger;
  private final TableLabel label;
  private final Map<EncodedKey, Optional<ItemState>> items = new HashMap<>();
  private final Map<RegionName, Optional<Progress>> progress = new HashMap<>();
  private final PartitionIndexes indexes;
  private final PartitionDigests digests;
  private final PartitionStream stream;
  private Applied applied;
  private Deletions deletions;
  private final KeptAside keptAside;
  private ExpiryStatus expired = ExpiryStatus.NONE;

  /**
   * @param label what the ledger calls the partition's table
   */
  PartitionState(
      PartitionId partition,
      Store store,
      PendingTransactions transactions,
      Ledger ledger,
      TableLabel label) {
    this.ledger = ledger;
    this.label = label;
    this.indexes = new PartitionIndexes(partition, store);
    this.digests = new PartitionDigests(partition, store);
    this.stream = new PartitionStream(partition, store, label);
    this.partition = partition;
    this.store = store;
    this.transactions = transactions;
    this.applied = store.applied(partition);
    this.deletions = store.deletions(partition);
    this.keptAside = new KeptAside(partition, store);
  }

  PartitionId partition() {
    return partition;
  }

  Applied applied() {
    return applied;
  }

  PartitionIndexes indexes() {
    return indexes;
  }

  PartitionDigests digests() {
    return digests;
  }

  PartitionStream stream() {
    return stream;
  }

  Optional<ItemState> item(EncodedKey key) {
    Optional<ItemState> known = items.get(key);
    if (known == null) {
      known = store.item(partition, key);
      items.put(key, known);
    }
    return known;
  }

  Deletions deletions() {
    return deletions;
  }

  ExpiryStatus expiries() {
    return expired.expiring(indexes.expiring());
  }

  /** An item is deleted since its time was up. */
  void expired(EncodedKey key, long nowMillis) {
    long dueMillis =
        indexes
            .expiry()
            .flatMap(index -> item(key).map(index::seconds))
            .map(seconds -> seconds.orElse(0) * 1000)
            .orElse(0L);
    expired = expired.deleted(dueMillis == 0 ? 0 : Math.max(0, nowMillis - dueMillis));
  }

  KeptAside keptAside() {
    return keptAside;
  }

  /** What the store holds of them; the step under way must have changed nothing. */
  List<Tombstone> tombstones(Optional<Tombstone> after, int most) {
    return store.tombstones(partition, after, most);
  }

  Optional<Progress> progress(RegionName source) {
    return progress.computeIfAbsent(source, unknown -> store.progress(partition, unknown));
  }

  void item(EncodedKey key, ItemState state, StoreBatch batch) {
    items.put(key, Optional.of(state));
    batch.add(new StoreBatch.Entry.PutItem(partition, key, state));
  }

  /** Nothing is left of an item. */
  void forget(EncodedKey key, StoreBatch batch) {
    digests.put(key, item(key), Optional.empty());
    items.put(key, Optional.empty());
    batch.add(new StoreBatch.Entry.DeleteItem(partition, key));
  }

  void deletions(Deletions next, StoreBatch batch) {
    deletions = next;
    batch.add(new StoreBatch.Entry.PutDeletions(partition, next));
  }

  void progress(Progress next, StoreBatch batch) {
    progress.put(next.source(), Optional.of(next));
    batch.add(new StoreBatch.Entry.PutProgress(partition, next));
  }

  void committed(TransactionId id, Transaction transaction, long appendMillis, StoreBatch batch) {
    transactions.committed(id, transaction, appendMillis, batch);
  }

  /** What the ledger holds of a conflict that this partition has decided. */
  Optional<LedgerRow> conflict(ConflictAt at) {
    return ledger.row(partition, label, at);
  }

  /** The key of the item that a conflict is of. */
  EncodedKey key(LedgerRow conflict) {
    return conflict.key(label);
  }

  void checkNotRestored(ConflictAt at) {
    if (conflict(at).flatMap(LedgerRow::restoredAs).isPresent()) {
      throw new BrokenInvariantException(partition + ": " + at + " is restored twice");
    }
  }

  /**
   * Conflicts are in the ledger together with what came of them, and what was restored together
   * with its new write.
   */
  void decided(
      List<Conflict> conflicts, Optional<Restored> restored, long appendMillis, StoreBatch batch) {
    ledger.heard(appendMillis);
    conflicts.forEach(conflict -> ledger.add(partition, label, conflict, batch));
    restored.ifPresent(each -> ledger.restored(partition, label, each, batch));
    ledger.settle(batch);
  }

  void applied(Applied next, StoreBatch batch) {
    if (next.nextTransactions() != applied.nextTransactions()) {
      transactions.taken(partition, next.nextTransactions());
    }
    applied = next;
    batch.add(new StoreBatch.Entry.PutApplied(partition, next));
  }

  /** The batch is in the store: what was kept of it here is no longer needed. */
  void committed() {
    items.clear();
  }
}
