package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;

/**
 * Folds a partition's log into a store of its own, as far as an instant: by the same rules as its
 * leader folds it, so that what comes out is what the region held then. Blocks. Confined to a
 * thread.
 */
public final class PastFold {
  private static final int ENTRIES_AT_ONCE = 4096;
  private static final int BATCH_ENTRIES_MAX = 4096;
  private static final long BATCH_BYTES_MAX = 8 << 20;
  private static final long NOBODY = 0;

  private final Store store;
  private final Ledger ledger;
  private final PartitionState state;
  private final Replay replay;
  private final long untilMillis;
  private StoreBatch batch = new StoreBatch();
  private boolean over;

  /**
   * @param store holds the partition as of some earlier moment; nobody else writes to it
   * @param untilMillis what the log took later, by its own clock, is left out
   */
  public PastFold(Store store, PartitionId partition, TableLabel label, long untilMillis) {
    this.store = store;
    this.ledger = new Ledger(store, LedgerSettings.PLAIN);
    PendingTransactions none = new PendingTransactions(store, new Locks(), new TokenSweep(store));
    this.state = new PartitionState(partition, store, none, ledger, label);
    this.replay = new Replay(state, new HybridClock(state.applied().clock()), NOBODY);
    this.untilMillis = untilMillis;
  }

  /**
   * Folds all that the log holds up to the instant. Everything that was acknowledged before the
   * call is met.
   *
   * @param between called now and then; what it throws ends the fold
   * @throws RangeMissingException if the log does not hold all of it any more, or is another one
   */
  public void fold(PartitionLog log, Runnable between) throws LogUnavailableException {
    long end = log.endOffset();
    long next = state.applied().position().nextOffset();
    if (log.startOffset() > next || end < next) {
      throw new RangeMissingException(
          "the log holds %d to %d, not %d".formatted(log.startOffset(), end, next), null);
    }
    while (next < end && !over) {
      between.run();
      long to = Math.min(end, next + ENTRIES_AT_ONCE);
      log.read(next, to, this::take);
      next = to;
      commit();
    }
  }

  private void take(LogEntry entry) {
    if (over) {
      return;
    }
    if (entry.appendMillis() > untilMillis) {
      over = true;
      return;
    }
    if (replay.take(entry, batch) instanceof Replay.Met.Contradiction(String reason)) {
      throw new RangeMissingException(reason, null);
    }
    if (batch.entries().size() >= BATCH_ENTRIES_MAX || batch.bytes() >= BATCH_BYTES_MAX) {
      commit();
    }
  }

  private void commit() {
    if (!batch.isEmpty()) {
      store.commit(batch);
      batch = new StoreBatch();
      state.committed();
      ledger.committed();
    }
  }
}
