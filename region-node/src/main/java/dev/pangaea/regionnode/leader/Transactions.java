package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What the leaders of a node share for the sake of transactions. Where there are none, a step pays
 * for looking whether there are. Confined to the loop's thread.
 */
final class Transactions {
  private final Store store;
  private final Locks locks = new Locks();
  private final TokenSweep sweep;
  private final PendingTransactions pending;
  private final TransactionAges ages = new TransactionAges();
  private final WaitingReads reads;
  private final Fences fences = new Fences();
  private final Map<PartitionId, Runnable> sealing = new TreeMap<>();
  private Optional<WaitingTransactions> waiting = Optional.empty();

  Transactions(Store store) {
    this.store = store;
    this.sweep = new TokenSweep(store);
    this.pending = new PendingTransactions(store, locks, sweep);
    this.reads = new WaitingReads(store, locks);
  }

  PartitionState state(PartitionId partition, Ledger ledger, TableLabel label) {
    return new PartitionState(partition, store, pending, ledger, label);
  }

  WaitingRequests requests(
      PartitionState state,
      Assembler assembler,
      LeaderBounds bounds,
      LeaderEffects effects,
      Tombstones tombstones,
      boolean sealed) {
    return new WaitingRequests(
        state, assembler, bounds, effects, locks, pending, tombstones, sealed);
  }

  /** What waits for the leader of the log of transactions, which opens now. */
  WaitingTransactions requested(
      Leadership leaders, RegionName region, LeaderBounds bounds, LeaderEffects effects) {
    WaitingTransactions next =
        new WaitingTransactions(
            store, locks, pending, reads, fences, leaders, region, bounds, effects);
    waiting = Optional.of(next);
    return next;
  }

  void tables(Set<Integer> living) {
    pending.tables(living);
  }

  Fences fences() {
    return fences;
  }

  /** Called once no transaction can bring anything more into a partition that takes no new ones. */
  void onceSealed(PartitionId partition, Runnable listener) {
    sealing.put(partition, listener);
  }

  /** Ends what is done, before the step is committed. */
  void settle(StoreBatch batch) {
    List<TransactionId> settled = pending.settle(batch);
    if (!settled.isEmpty()) {
      waiting.ifPresent(each -> each.settled(settled));
    }
  }

  /** Whether {@link #step} has anything to do. */
  boolean isActive() {
    return !pending.isEmpty()
        || !locks.isEmpty()
        || !reads.isEmpty()
        || !sealing.isEmpty()
        || waiting.isPresent() && waiting.get().wantsTurn();
  }

  /**
   * The step is committed.
   *
   * @param readable whether the store holds all that was ever acknowledged of a partition
   * @return the partitions whose leaders are to go on
   */
  Set<PartitionId> step(Predicate<PartitionId> readable, LeaderEffects effects) {
    sweep.committed();
    reads.serve(readable, effects);
    TreeSet<PartitionId> going = new TreeSet<>(pending.concerned());
    going.addAll(locks.released());
    if (waiting.isPresent() && waiting.get().wantsTurn()) {
      going.add(PartitionId.TRANSACTIONS);
    }
    Iterator<Map.Entry<PartitionId, Runnable>> waitingForSeal = sealing.entrySet().iterator();
    while (waitingForSeal.hasNext()) {
      Map.Entry<PartitionId, Runnable> next = waitingForSeal.next();
      if (isSealed(next.getKey())) {
        waitingForSeal.remove();
        effects.answer(new Answer.Told(next.getValue()));
      }
    }
    return going;
  }

  TransactionStatus status(Now now) {
    Set<TransactionId> unfinished = pending.ids();
    long oldestNanos = ages.oldestNanos(unfinished, now);
    return waiting
        .map(each -> each.status(unfinished.size(), oldestNanos, now))
        .orElseGet(
            () ->
                new TransactionStatus(
                    0, unfinished.size(), TimeUnit.NANOSECONDS.toMillis(oldestNanos), 0, 0));
  }

  /** Whether the last step left reads that could be served at once. */
  boolean hasMore() {
    return reads.hasMore();
  }

  /** Time has passed, and the log of transactions is led. */
  void tick(Now now, StoreBatch batch) {
    sweep.step(now, batch);
  }

  private boolean isSealed(PartitionId partition) {
    return !pending.concerns(partition) && (waiting.isEmpty() || !waiting.get().sends(partition));
  }
}
