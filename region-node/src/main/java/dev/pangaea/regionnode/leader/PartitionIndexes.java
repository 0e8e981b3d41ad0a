package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a partition's items come to in the indexes of its table: rows follow from items, and are
 * never in the log. An index that is new holds the items up to a position; those behind it are put
 * in bit by bit, and until then their changes do not concern it. So at any time its rows are those
 * of a rebuild up to there. Confined to the leader's thread.
 */
final class PartitionIndexes {
  /** A piece of the work on a new index ends when it has reached this. */
  private static final long PIECE_BYTES_MAX = 256 << 10;

  private final PartitionId partition;
  private final Store store;
  private KeptIndexes kept = KeptIndexes.NONE;
  private List<Kept> each = List.of();
  private Optional<ExpiryIndex> expiry = Optional.empty();

  /** No row of the index of expiries lies before it: what was deleted there is not walked over. */
  private Bytes firstDue = Bytes.EMPTY;

  PartitionIndexes(PartitionId partition, Store store) {
    this.partition = partition;
    this.store = store;
  }

  /**
   * From now on these are kept: what is known of those that were is kept on, the others dropped.
   */
  void keep(KeptIndexes wanted) {
    List<Kept> next = new ArrayList<>();
    for (ItemIndex index : wanted.indexes()) {
      next.add(
          each.stream()
              .filter(known -> known.index.number() == index.number())
              .findFirst()
              .map(known -> new Kept(index, known.state))
              .orElseGet(() -> new Kept(index, store.indexState(partition, index.number()))));
    }
    kept = wanted;
    each = List.copyOf(next);
    firstDue = Bytes.EMPTY;
    expiry =
        wanted.indexes().stream()
            .filter(ExpiryIndex.class::isInstance)
            .map(ExpiryIndex.class::cast)
            .findFirst();
  }

  /** An item is replaced: so are its rows. */
  void put(
      EncodedKey key, Optional<EncodedItem> old, Optional<EncodedItem> next, StoreBatch batch) {
    if (!each.isEmpty() && !old.equals(next)) {
      Optional<Item> oldItem = old.map(EncodedItem::decode);
      Optional<Item> nextItem = next.map(EncodedItem::decode);
      for (Kept index : each) {
        if (index.state.whole() || index.state.covers(ItemPosition.of(key))) {
          index.replace(row(index, key, old, oldItem), row(index, key, next, nextItem), batch);
        }
      }
    }
  }

  /** The index of when items are to be deleted; empty where they are to stay. */
  Optional<ExpiryIndex> expiry() {
    return expiry;
  }

  /**
   * Some items that are to be deleted, of a range of the index, those to go first first. All that
   * the partition has changed is in the store.
   */
  List<ExpiryIndex.Row> due(ExpiryIndex index, KeyRange range, int most) {
    List<ExpiryIndex.Row> due = new ArrayList<>();
    KeyRange rest = range.and(new KeyRange(firstDue, Optional.empty()));
    if (rows(index) > 0 && !rest.isEmpty()) {
      store.index(
          partition.table(),
          index.number(),
          rest,
          true,
          row -> {
            due.add(index.row(partition.partition(), row));
            return due.size() < most;
          });
    }
    return due;
  }

  /** No item is to be deleted before the one at this position, as far as is known now. */
  void firstDue(Bytes position) {
    firstDue = position;
  }

  /** How many items are to be deleted at some time. */
  long expiring() {
    return expiry.map(this::rows).orElse(0L);
  }

  private long rows(ExpiryIndex index) {
    return each.stream()
        .filter(kept -> kept.number() == index.number())
        .mapToLong(kept -> kept.state.rows())
        .sum();
  }

  /** Adds what the indexes amount to now, where that has changed. */
  void settle(StoreBatch batch) {
    for (Kept index : each) {
      if (index.changed) {
        index.changed = false;
        batch.add(new StoreBatch.Entry.PutIndexState(partition, index.number(), index.state));
      }
    }
  }

  /** Whether every index holds all items. */
  boolean whole() {
    return each.stream().allMatch(index -> index.state.whole());
  }

  Runnable onWhole() {
    return kept.onWhole();
  }

  /**
   * Puts some more items into an index that is not whole. All that the partition has changed is in
   * the store.
   *
   * @return how many items were looked at; as many as wanted unless these were large, or the last
   */
  int fill(int wanted, StoreBatch batch) {
    Optional<Kept> next = each.stream().filter(kept -> !kept.state.whole()).findFirst();
    return next.map(index -> fill(index, wanted, batch)).orElse(0);
  }

  private int fill(Kept index, int wanted, StoreBatch batch) {
    Piece piece = new Piece(index, wanted, batch);
    KeyRange rest = new KeyRange(index.state.next().orElseThrow(), Optional.empty());
    store.scan(partition, rest, piece::take);
    index.state = new IndexState(piece.next, index.state.rows(), index.state.rowBytes());
    index.changed = true;
    settle(batch);
    return piece.looked;
  }

  private static Optional<IndexRow> row(
      Kept index, EncodedKey key, Optional<EncodedItem> encoded, Optional<Item> item) {
    return encoded.flatMap(content -> index.index.row(key, content, item.orElseThrow()));
  }

  /** An index, and what is known of it. */
  private final class Kept {
    private final ItemIndex index;
    private IndexState state;
    private boolean changed;

    Kept(ItemIndex index, IndexState state) {
      this.index = index;
      this.state = state;
    }

    int number() {
      return index.number();
    }

    void replace(Optional<IndexRow> old, Optional<IndexRow> next, StoreBatch batch) {
      if (old.equals(next)) {
        return;
      }
      if (old.isPresent() && !old.map(IndexRow::position).equals(next.map(IndexRow::position))) {
        batch.add(new StoreBatch.Entry.DeleteIndexRow(partition, number(), old.get().position()));
      }
      if (next.isPresent()) {
        batch.add(new StoreBatch.Entry.PutIndexRow(partition, number(), next.get()));
        if (index instanceof ExpiryIndex && next.get().position().compareTo(firstDue) < 0) {
          firstDue = next.get().position();
        }
      }
      state =
          new IndexState(
              state.next(),
              state.rows() + (next.isPresent() ? 1 : 0) - (old.isPresent() ? 1 : 0),
              state.rowBytes()
                  + next.map(IndexRow::bytes).orElse(0L)
                  - old.map(IndexRow::bytes).orElse(0L));
      changed = true;
    }
  }

  /** Some items on their way into an index. */
  private final class Piece {
    private final Kept index;
    private final int wanted;
    private final StoreBatch batch;
    private Optional<Bytes> next = Optional.empty();
    private int looked;
    private long bytes;

    Piece(Kept index, int wanted, StoreBatch batch) {
      this.index = index;
      this.wanted = wanted;
      this.batch = batch;
    }

    boolean take(EncodedKey key, ItemState state) {
      if (looked >= wanted || bytes >= PIECE_BYTES_MAX) {
        next = Optional.of(ItemPosition.of(key));
        return false;
      }
      looked++;
      Optional<EncodedItem> item = state.content().visible();
      if (item.isPresent()) {
        bytes += item.get().bytes().length();
        index.replace(
            Optional.empty(), index.index.row(key, item.get(), item.get().decode()), batch);
      }
      return true;
    }
  }
}
