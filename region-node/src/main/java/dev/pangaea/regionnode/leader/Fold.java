package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.ledger.Conflict;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folds records that count into a partition's state, the same way live and at recovery: the state
 * after a record is a function of the state before it and the record.
 */
final class Fold {
  private final PartitionState state;
  private final StoreBatch batch;
  private final long offset;
  private final long appendMillis;
  private final List<Conflict> decided = new ArrayList<>();
  private final Set<KeptAside.Held> released = new HashSet<>();
  private final DeletionsFold deletions;
  private Optional<Restored> restored = Optional.empty();
  private long items;
  private long itemBytes;
  private long conflicts;
  private long nextTransactions;
  private int streamed;

  private Fold(PartitionState state, long offset, long appendMillis) {
    this.state = state;
    this.batch = new StoreBatch();
    this.offset = offset;
    this.appendMillis = appendMillis;
    this.deletions = new DeletionsFold(state, batch);
    this.items = state.applied().items();
    this.itemBytes = state.applied().itemBytes();
    this.conflicts = state.applied().conflicts();
    this.nextTransactions = state.applied().nextTransactions();
  }

  /**
   * Adds to the batch all that the record changes, the position after it included; nothing if an
   * invariant is broken.
   */
  static void fold(
      PartitionState state, LogRecord record, long offset, long appendMillis, StoreBatch batch) {
    if (!Chain.accepts(state.applied().position().head(), record)) {
      throw new BrokenInvariantException(
          "%s: record %s does not count after %s"
              .formatted(state.partition(), record.id(), state.applied().position().head()));
    }
    Fold fold = new Fold(state, offset, appendMillis);
    switch (record.body()) {
      case Body.Noop() -> {}
      case Body.Told told -> {}
      case Body.Copy copy -> {}
      case Body.Dropped(Context floor, List<Tombstone> tombstones) ->
          fold.deletions.drop(floor, tombstones);
      case Body.Released(List<Arrival> arrivals) -> {
        for (int index = 0; index < arrivals.size(); index++) {
          fold.released(arrivals.get(index).change(), index);
        }
      }
      case Body.Streaming(Optional<StreamWord> word) ->
          state.stream().turn(word, offset, appendMillis, fold.batch);
      case Body.Writes(List<Change> changes) ->
          changes.forEach(change -> fold.write(change, record.clock()));
      case Body.Part(long next, List<Change> changes) -> {
        fold.takePart(next);
        changes.forEach(change -> fold.write(change, record.clock()));
      }
      case Body.Restoration(ConflictAt conflict, Change change) -> {
        fold.write(change, record.clock());
        state.checkNotRestored(conflict);
        fold.restored = Optional.of(new Restored(conflict, change.version(), appendMillis));
      }
      case Body.Transactions(List<Transaction> transactions) -> fold.transactions(transactions);
      case Body.Arrivals(Progress progress, List<Arrival> arrivals) -> {
        for (int index = 0; index < arrivals.size(); index++) {
          fold.arrival(arrivals.get(index), index);
        }
        state.progress(progress, fold.batch);
      }
    }
    fold.deletions.settle();
    state.indexes().settle(fold.batch);
    state.digests().settle(fold.batch);
    state.decided(fold.decided, fold.restored, appendMillis, fold.batch);
    batch.addAll(fold.batch);
    state.applied(
        new Applied(
            new Position(offset + 1, record.id()),
            record.clock().max(state.applied().clock()),
            fold.items,
            fold.itemBytes,
            fold.conflicts,
            fold.nextTransactions),
        batch);
  }

  /** A write's time lies within its record's: that is what a watermark promises. */
  private void write(Change change, HybridTime recordClock) {
    HybridTime time = change.version().time();
    if (time.compareTo(state.applied().clock()) <= 0 || time.compareTo(recordClock) > 0) {
      throw new BrokenInvariantException(
          "%s: a write of time %s in a record of time %s after one of %s"
              .formatted(state.partition(), time, recordClock, state.applied().clock()));
    }
    if (change.isExpiry()) {
      state.expired(change.key(), recordClock.millis());
    }
    put(change, ItemState.of(change));
  }

  /** Once in each transaction. */
  private void takePart(long next) {
    if (next <= nextTransactions) {
      throw new BrokenInvariantException(
          "%s: takes part in transactions before %d, but stands at %d"
              .formatted(state.partition(), next, nextTransactions));
    }
    nextTransactions = next;
  }

  private void transactions(List<Transaction> transactions) {
    if (!state.partition().equals(PartitionId.TRANSACTIONS)) {
      throw new BrokenInvariantException(
          state.partition() + ": its log holds transactions of the region");
    }
    for (int index = 0; index < transactions.size(); index++) {
      state.committed(
          new TransactionId(offset, index), transactions.get(index), appendMillis, batch);
    }
  }

  private void arrival(Arrival arrival, int index) {
    Change change = arrival.change();
    if (arrival.standing() == Arrival.Standing.REFUSED) {
      state.keptAside().put(new RefusedChange(offset, index, appendMillis, change), batch);
      return;
    }
    Resolution resolution = Join.resolve(state.item(change.key()), change);
    if (!Standings.of(resolution).equals(Optional.of(arrival.standing()))) {
      throw new BrokenInvariantException(
          "%s: the log says %s at offset %d, the state says %s"
              .formatted(state.partition(), arrival.standing(), offset, Standings.of(resolution)));
    }
    take(change, resolution, index);
  }

  /** What was kept aside at several places is taken in once, however often one record tells it. */
  private void released(Change change, int index) {
    KeptAside.Held held = new KeptAside.Held(change.key(), change.version());
    if (!released.add(held)) {
      return;
    }
    if (!state.keptAside().remove(change, batch)) {
      throw new BrokenInvariantException(
          "%s: the log releases %s, which is not kept aside"
              .formatted(state.partition(), change.version()));
    }
    take(change, Join.resolve(state.item(change.key()), change), index);
  }

  private void take(Change change, Resolution resolution, int index) {
    switch (resolution) {
      case Resolution.Seen() -> {}
      case Resolution.Merged(ItemState after) -> put(change, after);
      case Resolution.Newer(ItemState after) -> put(change, after);
      case Resolution.Conflict conflict -> {
        put(change, conflict.after());
        conflicts++;
        ConflictAt at = new ConflictAt(appendMillis, offset, index);
        decided.add(new Conflict(at, change.key(), conflict.rule().text(), conflict));
      }
    }
  }

  private void put(Change change, ItemState after) {
    EncodedKey key = change.key();
    Optional<ItemState> known = state.item(key);
    Optional<EncodedItem> before = known.flatMap(found -> found.content().visible());
    Optional<EncodedItem> visible = after.content().visible();
    items += count(visible) - count(before);
    itemBytes += size(key, visible) - size(key, before);
    deletions.put(key, state.item(key), after);
    state.item(key, after, batch);
    state.indexes().put(key, before, visible, batch);
    state.digests().put(key, known, Optional.of(after));
    stream(change, after, before);
  }

  private void stream(Change change, ItemState after, Optional<EncodedItem> before) {
    PartitionStream stream = state.stream();
    if (stream.isOn()) {
      StreamPosition at = new StreamPosition(offset, streamed);
      if (stream.put(at, appendMillis, change, after, before, batch)) {
        streamed++;
      }
    }
  }

  private static int count(Optional<EncodedItem> item) {
    return item.isPresent() ? 1 : 0;
  }

  private static long size(EncodedKey key, Optional<EncodedItem> item) {
    return item.isPresent() ? key.bytes().length() + item.get().bytes().length() : 0;
  }
}
