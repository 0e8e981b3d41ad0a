package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one step of the fold changes. The store takes it in whole or not at all. Confined
 * to one thread.
 */
public final class StoreBatch {
  /** One thing that a batch changes. */
  public sealed interface Entry {
    PartitionId partition();

    record PutItem(PartitionId partition, EncodedKey key, ItemState state) implements Entry {}

    /** Nothing is left of an item, not even a tombstone. */
    record DeleteItem(PartitionId partition, EncodedKey key) implements Deletion {}

    /** What is at a key now is a deletion. */
    record PutTombstone(PartitionId partition, Tombstone tombstone) implements Entry {}

    record DeleteTombstone(PartitionId partition, Tombstone tombstone) implements Deletion {}

    record PutDeletions(PartitionId partition, Deletions deletions) implements Entry {}

    record PutApplied(PartitionId partition, Applied applied) implements Entry {}

    record PutProgress(PartitionId partition, Progress progress) implements Entry {}

    /** A change of another region that cannot be an item here, kept whole. */
    record PutRefused(PartitionId partition, RefusedChange refused) implements Entry {}

    record DeleteRefused(PartitionId partition, long offset, int index) implements Deletion {}

    record PutIndexRow(PartitionId partition, int index, IndexRow row) implements Entry {}

    record DeleteIndexRow(PartitionId partition, int index, Bytes position) implements Deletion {}

    record PutIndexState(PartitionId partition, int index, IndexState state) implements Entry {}

    /**
     * @param range of the partition's {@link RangeDigest#RANGES}
     */
    record PutDigest(PartitionId partition, int range, RangeDigest digest) implements Entry {}

    record PutTransaction(TransactionId id, Transaction transaction) implements OfTransactions {}

    record DeleteTransaction(TransactionId id) implements OfTransactions, Deletion {}

    record PutStreamSpan(PartitionId partition, StreamSpan span) implements OfStreams {}

    record DeleteStreamSpan(PartitionId partition, long sinceMillis)
        implements OfStreams, Deletion {}

    record PutStreamRow(PartitionId partition, StreamRow row) implements OfStreams {}

    /**
     * Removes the rows before a position, and takes note of that.
     *
     * @param from nothing lies before: up to there it was trimmed the last time
     */
    record TrimStream(PartitionId partition, StreamPosition from, StreamPosition before)
        implements OfStreams {}

    /** Nothing is left of a partition's streams: no need to know what was removed. */
    record ForgetStreamTrim(PartitionId partition) implements OfStreams, Deletion {}

    record PutToken(StoredToken token) implements OfTransactions {}

    record DeleteToken(String text) implements OfTransactions, Deletion {}
  }

  /** Puts nothing: what is at a key is removed. */
  public sealed interface Deletion extends Entry {}

  /** Concerns no table's partition. */
  public sealed interface OfTransactions extends Entry {
    @Override
    default PartitionId partition() {
      return PartitionId.TRANSACTIONS;
    }
  }

  /** Concerns what lies apart from tables. */
  public sealed interface OfStreams extends Entry {}

  private final List<Entry> entries = new ArrayList<>();
  private long bytes;

  public void add(Entry entry) {
    entries.add(entry);
    bytes += bytes(entry);
  }

  public void addAll(StoreBatch batch) {
    entries.addAll(batch.entries);
    bytes += batch.bytes;
  }

  /** About how many bytes of items it puts. */
  public long bytes() {
    return bytes;
  }

  private static long bytes(Entry entry) {
    return switch (entry) {
      case Entry.PutItem put -> bytes(put.state().content());
      case Entry.PutRefused put -> bytes(put.refused().change().content());
      case Entry.PutStreamRow put -> bytes(put.row().before()) + bytes(put.row().after());
      case Entry other -> 0;
    };
  }

  private static long bytes(Content content) {
    return bytes(content.visible());
  }

  private static long bytes(Optional<EncodedItem> item) {
    return item.map(each -> (long) each.bytes().length()).orElse(0L);
  }

  public List<Entry> entries() {
    return entries;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public void clear() {
    entries.clear();
    bytes = 0;
  }
}
