package dev.pangaea.regionnode.store.memory;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StoredConflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A store in memory. It outlives {@link #close}; a {@link #copy} taken now and opened later is what
 * a crash leaves behind: the state after some earlier commit.
 */
public final class MemoryStore implements Store {
  private final Map<PartitionId, MemoryPartition> partitions = new HashMap<>();
  private long commits;

  @Override
  public synchronized Optional<ItemState> item(PartitionId partition, EncodedKey key) {
    return Optional.ofNullable(at(partition).items.get(key));
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
  public synchronized List<StoredConflict> conflicts(PartitionId partition, int most) {
    return at(partition).conflicts.descendingMap().values().stream().limit(most).toList();
  }

  @Override
  public synchronized void commit(StoreBatch batch) {
    commits++;
    for (Entry entry : batch.entries()) {
      partitions.computeIfAbsent(entry.partition(), id -> new MemoryPartition()).apply(entry);
    }
  }

  @Override
  public void scan(PartitionId partition, BiConsumer<EncodedKey, ItemState> visitor) {
    TreeMap<EncodedKey, ItemState> now;
    synchronized (this) {
      now = new TreeMap<>(at(partition).items);
    }
    now.forEach(visitor);
  }

  @Override
  public synchronized void drop(int table) {
    partitions.keySet().removeIf(partition -> partition.table() == table);
  }

  @Override
  public void close() {}

  /** The state as it is now, as a store of its own. */
  public synchronized MemoryStore copy() {
    MemoryStore copy = new MemoryStore();
    partitions.forEach((id, partition) -> copy.partitions.put(id, partition.copy()));
    copy.commits = commits;
    return copy;
  }

  public synchronized long commits() {
    return commits;
  }

  /** The changes kept aside, oldest first. */
  public synchronized List<Change> refused(PartitionId partition) {
    return List.copyOf(at(partition).refused.values());
  }

  private MemoryPartition at(PartitionId partition) {
    MemoryPartition there = partitions.get(partition);
    return there == null ? new MemoryPartition() : there;
  }
}
