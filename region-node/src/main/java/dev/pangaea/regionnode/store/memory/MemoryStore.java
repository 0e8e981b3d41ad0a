package dev.pangaea.regionnode.store.memory;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.store.ItemVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.StateVisitor;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamRows;
import dev.pangaea.regionnode.store.TransactionRows;
import dev.pangaea.regionnode.store.memory.MemoryPartition.Held;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A store in memory. It outlives {@link #close}; a {@link #copy} taken now and opened later is what
 * a crash leaves behind: the state after some earlier commit.
 */
public final class MemoryStore implements Store {
  private final Map<PartitionId, MemoryPartition> partitions = new HashMap<>();
  private MemoryIndexes indexes = new MemoryIndexes();
  private MemoryStreams streams = new MemoryStreams();
  private long commits;

  @Override
  public synchronized Optional<ItemState> item(PartitionId partition, EncodedKey key) {
    return Optional.ofNullable(at(partition).items.get(ItemPosition.of(key))).map(Held::state);
  }

  @Override
  public synchronized Applied applied(PartitionId partition) {
    return at(partition).applied;
  }

  @Override
  public synchronized Optional<Progress> progress(PartitionId partition, RegionName source) {
    return Optional.ofNullable(at(partition).progress.get(source));
  }

  @Override
  public synchronized List<Tombstone> tombstones(
      PartitionId partition, Optional<Tombstone> after, int most) {
    TreeSet<Tombstone> all = at(partition).tombstones;
    return after.map(seen -> all.tailSet(seen, false)).orElse(all).stream().limit(most).toList();
  }

  @Override
  public synchronized Deletions deletions(PartitionId partition) {
    return at(partition).deletions;
  }

  @Override
  public synchronized List<RefusedChange> refused(PartitionId partition, int most) {
    return at(partition).refused.descendingMap().values().stream().limit(most).toList();
  }

  @Override
  public synchronized Optional<RefusedChange> refused(
      PartitionId partition, long offset, int index) {
    return Optional.ofNullable(at(partition).refused.get(new MemoryPartition.At(offset, index)));
  }

  @Override
  public void refused(PartitionId partition, Consumer<RefusedChange> visitor) {
    refused(partition, Integer.MAX_VALUE).forEach(visitor);
  }

  @Override
  public synchronized void commit(StoreBatch batch) {
    commits++;
    for (Entry entry : batch.entries()) {
      partitions
          .computeIfAbsent(entry.partition(), id -> new MemoryPartition())
          .apply(entry, indexes, streams);
    }
  }

  @Override
  public void scan(PartitionId partition, BiConsumer<EncodedKey, ItemState> visitor) {
    List<Held> now;
    synchronized (this) {
      now = List.copyOf(at(partition).items.values());
    }
    now.forEach(held -> visitor.accept(held.key(), held.state()));
  }

  @Override
  public void items(
      PartitionId partition, KeyRange range, boolean forward, ItemRangeVisitor visitor) {
    List<Held> now;
    synchronized (this) {
      now = range.isEmpty() ? List.of() : List.copyOf(within(range, at(partition).items).values());
    }
    for (Held held : forward ? now : now.reversed()) {
      boolean goesOn =
          switch (held.state().content()) {
            case Content.Present(EncodedItem item) -> visitor.visit(item);
            case Content.Deleted() -> visitor.passed(held.key());
          };
      if (!goesOn) {
        return;
      }
    }
  }

  @Override
  public void scan(PartitionId partition, KeyRange range, StateVisitor visitor) {
    List<Held> now;
    synchronized (this) {
      now = range.isEmpty() ? List.of() : List.copyOf(within(range, at(partition).items).values());
    }
    for (Held held : now) {
      if (!visitor.visit(held.key(), held.state())) {
        return;
      }
    }
  }

  @Override
  public void index(int table, int index, KeyRange range, boolean forward, ItemVisitor visitor) {
    List<EncodedItem> now;
    synchronized (this) {
      now =
          range.isEmpty()
              ? List.of()
              : List.copyOf(within(range, indexes.rows(table, index)).values());
    }
    for (EncodedItem item : forward ? now : now.reversed()) {
      if (!visitor.visit(item)) {
        return;
      }
    }
  }

  @Override
  public synchronized IndexState indexState(PartitionId partition, int index) {
    return at(partition).indexStates.getOrDefault(index, IndexState.NOTHING);
  }

  @Override
  public synchronized List<RangeDigest> digests(PartitionId partition) {
    return List.of(at(partition).digests);
  }

  @Override
  public synchronized void dropIndex(int table, int index) {
    indexes.drop(table, index);
    partitions.forEach(
        (id, partition) -> {
          if (id.table() == table) {
            partition.indexStates.remove(index);
          }
        });
  }

  @Override
  public synchronized TransactionRows transactions() {
    return partitions.computeIfAbsent(PartitionId.TRANSACTIONS, id -> new MemoryPartition())
        .transactions;
  }

  @Override
  public synchronized StreamRows streams() {
    return streams;
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void drop(int table) {
    indexes.drop(table);
    partitions.keySet().removeIf(partition -> partition.table() == table);
  }

  @Override
  public Store snapshot() {
    return copy();
  }

  @Override
  public void close() {}

  /** The state as it is now, as a store of its own. */
  public synchronized MemoryStore copy() {
    MemoryStore copy = new MemoryStore();
    partitions.forEach((id, partition) -> copy.partitions.put(id, partition.copy()));
    copy.indexes = indexes.copy();
    copy.streams = streams.copy();
    copy.commits = commits;
    return copy;
  }

  public synchronized long commits() {
    return commits;
  }

  private static <T> SortedMap<Bytes, T> within(KeyRange range, SortedMap<Bytes, T> rows) {
    SortedMap<Bytes, T> tail = rows.tailMap(range.from());
    return range.to().isPresent() ? tail.headMap(range.to().get()) : tail;
  }

  private MemoryPartition at(PartitionId partition) {
    MemoryPartition there = partitions.get(partition);
    return there == null ? new MemoryPartition() : there;
  }
}
