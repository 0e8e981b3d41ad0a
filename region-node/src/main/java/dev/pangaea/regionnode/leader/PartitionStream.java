package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.Optional;

/**
 * What a partition tells its table's stream. Where a stream begins and ends is said in the
 * partition's log, so that its rows follow from the log alone: the same live, after a crash, and in
 * a store that is made anew. Confined to the leader's thread.
 */
final class PartitionStream {
  private final PartitionId partition;
  private final TableLabel table;
  private Optional<StreamSpan> open;

  PartitionStream(PartitionId partition, Store store, TableLabel table) {
    this.partition = partition;
    this.table = table;
    this.open = store.streams().spans(partition).stream().filter(StreamSpan::isOpen).findFirst();
  }

  boolean isOn() {
    return open.isPresent();
  }

  /** Whether the log says so already. */
  boolean says(Optional<StreamWord> word) {
    return open.map(StreamSpan::word).equals(word);
  }

  /** A record of the log says which stream there is from here on. */
  void turn(Optional<StreamWord> word, long offset, long appendMillis, StoreBatch batch) {
    if (says(word)) {
      return;
    }
    StreamPosition at = StreamPosition.ofRecord(offset);
    open.map(span -> span.ended(at, appendMillis))
        .ifPresent(span -> batch.add(new StoreBatch.Entry.PutStreamSpan(partition, span)));
    open =
        word.map(
            next ->
                new StreamSpan(
                    next, table.name(), table.keyNames(), at, appendMillis, Optional.empty()));
    open.ifPresent(span -> batch.add(new StoreBatch.Entry.PutStreamSpan(partition, span)));
  }

  /**
   * An item is replaced while the stream is on.
   *
   * @param change what it is replaced by, or merged with, and {@code left} what is there now
   * @return whether that is told: what looks the same is not
   */
  boolean put(
      StreamPosition at,
      long appendMillis,
      Change change,
      ItemState left,
      Optional<EncodedItem> before,
      StoreBatch batch) {
    Optional<EncodedItem> after = left.content().visible();
    if (before.equals(after)) {
      return false;
    }
    StreamWord word = open.orElseThrow().word();
    StreamRow row =
        new StreamRow(
            at,
            appendMillis,
            kind(before, after),
            change.key(),
            change.version(),
            left.isExpiry(),
            word.view().showsBefore() ? before : Optional.empty(),
            word.view().showsAfter() ? after : Optional.empty());
    batch.add(new StoreBatch.Entry.PutStreamRow(partition, row));
    return true;
  }

  private static StreamRow.Kind kind(Optional<EncodedItem> before, Optional<EncodedItem> after) {
    if (before.isEmpty()) {
      return StreamRow.Kind.INSERT;
    }
    return after.isPresent() ? StreamRow.Kind.MODIFY : StreamRow.Kind.REMOVE;
  }
}
