package dev.pangaea.simulator.world;

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
import dev.pangaea.regionnode.store.StoredConflict;
import dev.pangaea.regionnode.store.TransactionRows;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store that is another one, but for what a subclass makes different. */
class StoreView implements Store {
  private final Store store;

  StoreView(Store store) {
    this.store = store;
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
  public void commit(StoreBatch batch) {
    store.commit(batch);
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
