package dev.pangaea.regionnode.store.memory;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is held of one partition. */
final class MemoryPartition {
  record At(long offset, int index) implements Comparable<At> {
    private static final Comparator<At> ORDER =
        Comparator.comparingLong(At::offset).thenComparingInt(At::index);

    @Override
    public int compareTo(At other) {
      return ORDER.compare(this, other);
    }
  }

  record Held(EncodedKey key, ItemState state) {}

  /** Tombstones sort by the time of the deletion, then by their positions. */
  private static final Comparator<Tombstone> OLDEST_FIRST =
      Comparator.comparing((Tombstone tombstone) -> tombstone.version().time())
          .thenComparing(tombstone -> ItemPosition.of(tombstone.key()));

  /** Items and tombstones by their positions. */
  final TreeMap<Bytes, Held> items = new TreeMap<>();

  final TreeSet<Tombstone> tombstones = new TreeSet<>(OLDEST_FIRST);
  Deletions deletions = Deletions.NONE;
  final TreeMap<RegionName, Progress> progress = new TreeMap<>();
  final TreeMap<At, RefusedChange> refused = new TreeMap<>();
  final TreeMap<Integer, IndexState> indexStates = new TreeMap<>();
  final RangeDigest[] digests = new RangeDigest[RangeDigest.RANGES];
  final MemoryTransactions transactions = new MemoryTransactions();
  Applied applied = Applied.NOTHING;

  MemoryPartition() {
    Arrays.fill(digests, RangeDigest.NOTHING);
  }

  MemoryPartition copy() {
    MemoryPartition copy = new MemoryPartition();
    copy.items.putAll(items);
    copy.tombstones.addAll(tombstones);
    copy.deletions = deletions;
    copy.progress.putAll(progress);
    copy.refused.putAll(refused);
    copy.indexStates.putAll(indexStates);
    System.arraycopy(digests, 0, copy.digests, 0, digests.length);
    copy.transactions.putAll(transactions);
    copy.applied = applied;
    return copy;
  }

  void apply(Entry entry, MemoryIndexes indexes, MemoryStreams streams) {
    switch (entry) {
      case Entry.PutItem put ->
          items.put(ItemPosition.of(put.key()), new Held(put.key(), put.state()));
      case Entry.DeleteItem delete -> items.remove(ItemPosition.of(delete.key()));
      case Entry.PutTombstone put -> tombstones.add(put.tombstone());
      case Entry.DeleteTombstone delete -> tombstones.remove(delete.tombstone());
      case Entry.PutDeletions put -> deletions = put.deletions();
      case Entry.PutApplied put -> applied = put.applied();
      case Entry.PutProgress put -> progress.put(put.progress().source(), put.progress());
      case Entry.PutRefused put ->
          refused.put(new At(put.refused().offset(), put.refused().index()), put.refused());
      case Entry.DeleteRefused delete -> refused.remove(new At(delete.offset(), delete.index()));
      case Entry.PutIndexRow put ->
          indexes
              .rows(put.partition().table(), put.index())
              .put(put.row().position(), put.row().item());
      case Entry.DeleteIndexRow delete ->
          indexes.rows(delete.partition().table(), delete.index()).remove(delete.position());
      case Entry.PutIndexState put -> indexStates.put(put.index(), put.state());
      case Entry.PutDigest put -> digests[put.range()] = put.digest();
      case StoreBatch.OfStreams entryOfStreams -> streams.apply(entryOfStreams);
      case StoreBatch.OfTransactions entryOfTransactions -> transactions.apply(entryOfTransactions);
    }
  }
}
