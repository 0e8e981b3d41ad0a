package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.store.ItemVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StateVisitor;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreFailedException;
import dev.pangaea.regionnode.store.StoredConflict;
import dev.pangaea.regionnode.store.TransactionRows;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store that fails its leader in one way. */
class TamperedStore implements Store {
  private final Store store;
  private volatile boolean fails;

  TamperedStore(Store store) {
    this.store = store;
  }

  /** Takes each batch only when the next one comes, as if nobody waited for it. */
  static TamperedStore late(Store store) {
    StoreBatch late = new StoreBatch();
    return new TamperedStore(store) {
      @Override
      public void commit(StoreBatch batch) {
        store.commit(late);
        late.clear();
        late.addAll(batch);
      }
    };
  }

  /** Never takes a row out of an index. */
  static TamperedStore forgetful(Store store) {
    return new TamperedStore(store) {
      @Override
      public void commit(StoreBatch batch) {
        StoreBatch kept = new StoreBatch();
        batch.entries().stream()
            .filter(entry -> !(entry instanceof StoreBatch.Entry.DeleteIndexRow))
            .forEach(kept::add);
        store.commit(kept);
      }
    };
  }

  /** Takes no more batches. */
  void failNow() {
    fails = true;
  }

  @Override
  public void commit(StoreBatch batch) {
    if (fails) {
      throw new StoreFailedException("a store that fails on purpose", null);
    }
    store.commit(batch);
  }

  @Override
  public Optional<ItemState> item(PartitionId partition, EncodedKey key) {
    return store.item(partition, key);
  }

  @Override
  public Applied applied(PartitionId partition) {
    return store.applied(partition);
  }

  @Override
  public Optional<Progress> progress(PartitionId partition, RegionName source) {
    return store.progress(partition, source);
  }

  @Override
  public List<StoredConflict> conflicts(PartitionId partition, int most) {
    return store.conflicts(partition, most);
  }

  @Override
  public void scan(PartitionId partition, BiConsumer<EncodedKey, ItemState> visitor) {
    store.scan(partition, visitor);
  }

  @Override
  public void items(
      PartitionId partition, KeyRange range, boolean forward, ItemRangeVisitor visitor) {
    store.items(partition, range, forward, visitor);
  }

  @Override
  public void scan(PartitionId partition, KeyRange range, StateVisitor visitor) {
    store.scan(partition, range, visitor);
  }

  @Override
  public void index(int table, int index, KeyRange range, boolean forward, ItemVisitor visitor) {
    store.index(table, index, range, forward, visitor);
  }

  @Override
  public IndexState indexState(PartitionId partition, int index) {
    return store.indexState(partition, index);
  }

  @Override
  public void dropIndex(int table, int index) {
    store.dropIndex(table, index);
  }

  @Override
  public TransactionRows transactions() {
    return store.transactions();
  }

  @Override
  public void drop(int table) {
    store.drop(table);
  }

  @Override
  public void close() {
    store.close();
  }
}
