package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one range of a partition holds, in a few bytes: the sum of its items' digests, and that of
 * its tombstones, which regions may drop at different times. Ranges are equal shares of the
 * partition's {@linkplain Partitioner#slot slots}, so an item is in the same range everywhere.
 *
 * <p>A digest that is new holds what lies before a position; the rest is added bit by bit, and
 * until then does not concern it.
 *
 * @param next the first {@linkplain ItemPosition position} in the range that is not in the digest
 *     yet; empty once all are
 */
public record RangeDigest(Sum items, Sum tombstones, Optional<Bytes> next) {
  /** How many ranges each partition has, for ever. */
  public static final int RANGES = 256;

  private static final int SLOTS_EACH = Partitioner.SLOTS / RANGES;

  /** Nothing of the range is looked at yet. */
  public static final RangeDigest NOTHING =
      new RangeDigest(Sum.ZERO, Sum.ZERO, Optional.of(Bytes.EMPTY));

  /** The digest of a range in which there is nothing. */
  public static final RangeDigest OF_NONE = NOTHING.upTo(Optional.empty());

  /**
   * Digests added up: the order does not matter, and what was added can be taken away.
   *
   * @param high and {@code low}: each half by itself, modulo 2^64
   */
  public record Sum(long count, long high, long low) {
    public static final Sum ZERO = new Sum(0, 0, 0);

    Sum plus(ItemDigest digest) {
      return new Sum(count + 1, high + digest.high(), low + digest.low());
    }

    Sum minus(ItemDigest digest) {
      return new Sum(count - 1, high - digest.high(), low - digest.low());
    }
  }

  /** What a partition's digests come to, from its items: of each range those that it covers. */
  public static List<RangeDigest> anew(Store store, PartitionId partition) {
    List<RangeDigest> held = store.digests(partition);
    List<RangeDigest> anew = new ArrayList<>();
    held.forEach(digest -> anew.add(digest.whole() ? OF_NONE : NOTHING.upTo(digest.next())));
    store.scan(
        partition,
        (key, state) -> {
          int range = range(key);
          if (held.get(range).covers(key)) {
            anew.set(range, anew.get(range).plus(key, state));
          }
        });
    return anew;
  }

  public static int range(EncodedKey key) {
    return Partitioner.slot(key) / SLOTS_EACH;
  }

  /** Where the items of a range lie. */
  public static KeyRange positions(int range) {
    Bytes from = ItemPosition.ofSlot(range * SLOTS_EACH);
    return range == RANGES - 1
        ? new KeyRange(from, Optional.empty())
        : KeyRange.of(from, ItemPosition.ofSlot((range + 1) * SLOTS_EACH));
  }

  /** Whether all of the range is in the digest. */
  public boolean whole() {
    return next.isEmpty();
  }

  /** Whether the digest must know of what is at a key. */
  public boolean covers(EncodedKey key) {
    return next.isEmpty() || ItemPosition.of(key).compareTo(next.get()) < 0;
  }

  public RangeDigest plus(EncodedKey key, ItemState state) {
    ItemDigest digest = ItemDigest.of(key, state);
    return switch (state.content()) {
      case Content.Present _ -> new RangeDigest(items.plus(digest), tombstones, next);
      case Content.Deleted _ -> new RangeDigest(items, tombstones.plus(digest), next);
    };
  }

  public RangeDigest minus(EncodedKey key, ItemState state) {
    ItemDigest digest = ItemDigest.of(key, state);
    return switch (state.content()) {
      case Content.Present _ -> new RangeDigest(items.minus(digest), tombstones, next);
      case Content.Deleted _ -> new RangeDigest(items, tombstones.minus(digest), next);
    };
  }

  public RangeDigest upTo(Optional<Bytes> position) {
    return new RangeDigest(items, tombstones, position);
  }
}
