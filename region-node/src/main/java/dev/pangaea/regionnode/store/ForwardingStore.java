package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Hands everything on to another store; what stands around a store changes some of it. */
public abstract class ForwardingStore implements Store {
  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public List<Tombstone> tombstones(PartitionId partition, Optional<Tombstone> after, int most) {
    return store.tombstones(partition, after, most);
  }

  @Override
  public List<RefusedChange> refused(PartitionId partition, int most) {
    return store.refused(partition, most);
  }

  @Override
  public Optional<RefusedChange> refused(PartitionId partition, long offset, int index) {
    return store.refused(partition, offset, index);
  }

  @Override
  public void refused(PartitionId partition, Consumer<RefusedChange> visitor) {
    store.refused(partition, visitor);
  }

  @Override
  public Deletions deletions(PartitionId partition) {
    return store.deletions(partition);
  }

  @Override
  public void commit(StoreBatch batch) {
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
  public List<RangeDigest> digests(PartitionId partition) {
    return store.digests(partition);
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
  public StreamRows streams() {
    return store.streams();
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public void drop(int table) {
    store.drop(table);
  }

  @Override
  public Store snapshot() {
    return store.snapshot();
  }

  @Override
  public void close() {
    store.close();
  }
}
