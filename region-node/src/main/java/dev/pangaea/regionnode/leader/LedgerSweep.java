package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the conflicts that are old enough to go: a table's lie in the order of their decisions, so
 * it takes from each table's beginning until it meets one that stays. A few at a time, then it
 * rests. Age is told by the logs' time, and by the node's own clock where that is behind: neither
 * of them alone can make a conflict old.
 */
final class LedgerSweep {
  private static final int CONFLICTS_AT_ONCE = 128;

  /** Of the conflicts that one step takes; the one that brings it here is its last. */
  private static final long BYTES_AT_ONCE = 1 << 20;

  private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();

  private final Store store;
  private final long retentionMillis;
  private KeyRange rest = KeyRange.ALL;
  private Optional<Long> restedUntilNanos = Optional.empty();
  private long logMillis;

  LedgerSweep(Store store, Duration retention) {
    this.store = store;
    this.retentionMillis = retention.toMillis();
  }

  /** A record was appended at this time. */
  void heard(long appendMillis) {
    logMillis = Math.max(logMillis, appendMillis);
  }

  /** Returns some conflicts that are to go. All that was decided before is in the store. */
  List<EncodedKey> next(Now now) {
    if (restedUntilNanos.isPresent() && now.nanos() - restedUntilNanos.get() < 0) {
      return List.of();
    }
    Walk walk = new Walk(Math.min(logMillis, now.wallMillis()) - retentionMillis);
    store.scan(PartitionId.CONFLICTS, rest, walk::take);
    rest = walk.rest;
    restedUntilNanos = Optional.empty();
    if (walk.atEnd) {
      rest = KeyRange.ALL;
      restedUntilNanos = Optional.of(now.nanos() + REST_NANOS);
    }
    return walk.old;
  }

  private static final class Walk {
    private final long youngFromMillis;
    private final List<EncodedKey> old = new ArrayList<>();
    private long bytes;
    private boolean atEnd = true;
    private KeyRange rest = KeyRange.ALL;

    /**
     * @param youngFromMillis what was decided before is old
     */
    Walk(long youngFromMillis) {
      this.youngFromMillis = youngFromMillis;
    }

    boolean take(EncodedKey key, ItemState state) {
      if (decidedMillis(key) >= youngFromMillis) {
        Optional<Bytes> behind = KeyRange.behind(table(key));
        atEnd = behind.isEmpty();
        rest = behind.map(from -> new KeyRange(from, Optional.empty())).orElse(KeyRange.ALL);
        return false;
      }
      old.add(key);
      bytes += state.content().visible().map(item -> item.bytes().length()).orElse(0);
      atEnd = old.size() < CONFLICTS_AT_ONCE && bytes < BYTES_AT_ONCE;
      rest = new KeyRange(KeyRange.next(ItemPosition.of(key)), Optional.empty());
      return atEnd;
    }

    private static long decidedMillis(EncodedKey key) {
      String id = ((StringValue) key.decode().sortKey().orElseThrow()).value();
      return LedgerId.parse(id).orElseThrow().at().decidedMillis();
    }

    /** What the positions of all conflicts of the same table begin with. */
    private static Bytes table(EncodedKey key) {
      byte[] bytes = key.bytes().toArray();
      Bytes partitionKey = Bytes.owning(Arrays.copyOf(bytes, key.partitionKeyLength()));
      return ItemPosition.of(new EncodedKey(partitionKey, key.partitionKeyLength()));
    }
  }
}
