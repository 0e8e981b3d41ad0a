package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The digests of a partition's ranges, kept up with each item that is replaced. Those that a store
 * does not have yet are made bit by bit: at any time a digest is that of the items which it covers.
 * Confined to the leader's thread.
 */
final class PartitionDigests {
  /** A piece of the work on a new digest ends when it has read this. */
  private static final long PIECE_BYTES_MAX = 256 << 10;

  private final PartitionId partition;
  private final Store store;
  private final RangeDigest[] each;
  private final BitSet partial = new BitSet(RangeDigest.RANGES);
  private final BitSet changed = new BitSet(RangeDigest.RANGES);

  PartitionDigests(PartitionId partition, Store store) {
    this.partition = partition;
    this.store = store;
    List<RangeDigest> held = store.digests(partition);
    this.each = held.toArray(RangeDigest[]::new);
    for (int range = 0; range < each.length; range++) {
      partial.set(range, !each[range].whole());
    }
  }

  /** What is at a key is replaced. */
  void put(EncodedKey key, Optional<ItemState> before, Optional<ItemState> after) {
    int range = RangeDigest.range(key);
    RangeDigest digest = each[range];
    if (digest.covers(key)) {
      if (before.isPresent()) {
        digest = digest.minus(key, before.get());
      }
      if (after.isPresent()) {
        digest = digest.plus(key, after.get());
      }
      set(range, digest);
    }
  }

  /** Adds the digests that have changed. */
  void settle(StoreBatch batch) {
    for (int range = changed.nextSetBit(0); range >= 0; range = changed.nextSetBit(range + 1)) {
      batch.add(new StoreBatch.Entry.PutDigest(partition, range, each[range]));
    }
    changed.clear();
  }

  /** Whether every digest is that of all items in its range. */
  boolean whole() {
    return partial.isEmpty();
  }

  /** Has a digest made anew. */
  void recount(int range) {
    set(range, RangeDigest.NOTHING);
  }

  /**
   * Puts some more items into digests that are not whole. All that the partition has changed is in
   * the store.
   *
   * @return how many items were looked at; as many as wanted unless these were large, or the last
   */
  int fill(int wanted, StoreBatch batch) {
    int first = partial.nextSetBit(0);
    if (first < 0) {
      return 0;
    }
    Piece piece = new Piece(first, wanted);
    Bytes begun = each[first].next().orElseThrow();
    Bytes from = begun.length() == 0 ? RangeDigest.positions(first).from() : begun;
    store.scan(partition, new KeyRange(from, Optional.empty()), piece::take);
    piece.end();
    settle(batch);
    return piece.looked;
  }

  private void set(int range, RangeDigest digest) {
    each[range] = digest;
    partial.set(range, !digest.whole());
    changed.set(range);
  }

  /** Some items on their way into the digests of ranges that follow each other. */
  private final class Piece {
    private final int wanted;
    private int range;
    private RangeDigest digest;
    private boolean ended;
    private int looked;
    private long bytes;

    Piece(int range, int wanted) {
      this.range = range;
      this.wanted = wanted;
      this.digest = each[range];
    }

    boolean take(EncodedKey key, ItemState state) {
      goTo(RangeDigest.range(key));
      if (ended) {
        return false;
      }
      if (looked >= wanted || bytes >= PIECE_BYTES_MAX) {
        set(range, digest.upTo(Optional.of(ItemPosition.of(key))));
        ended = true;
        return false;
      }
      looked++;
      bytes +=
          switch (state.content()) {
            case Content.Present(EncodedItem item) -> item.bytes().length();
            case Content.Deleted _ -> 0;
          };
      digest = digest.plus(key, state);
      return true;
    }

    /** The ranges before this one are done; one that is whole has no need of more. */
    private void goTo(int next) {
      while (range < next && !ended) {
        set(range, digest.upTo(Optional.empty()));
        range++;
        digest = RangeDigest.NOTHING;
        ended = each[range].whole();
      }
    }

    void end() {
      if (!ended) {
        goTo(RangeDigest.RANGES - 1);
      }
      if (!ended) {
        set(range, digest.upTo(Optional.empty()));
      }
    }
  }
}
