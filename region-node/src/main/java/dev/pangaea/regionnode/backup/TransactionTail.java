package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a region's log of transactions on from a snapshot, for what the partitions of one table
 * have yet to do at an instant. A transaction is in it if its record counts and was appended by
 * then, or some partition has done its part by then.
 */
final class TransactionTail {
  private static final int ENTRIES_AT_ONCE = 4096;

  private final int table;
  private final long[] nextTransactions;
  private final List<PendingWrites> pending;
  private final long untilMillis;
  private final long done;
  private Position position;

  /**
   * @param nextTransactions how far each partition stands at the instant
   * @param pending of each partition, added to
   */
  TransactionTail(
      Snapshot from, long[] nextTransactions, List<PendingWrites> pending, long untilMillis) {
    this.table = from.table().storeNumber();
    this.position = from.transactions();
    this.nextTransactions = nextTransactions.clone();
    this.pending = pending;
    this.untilMillis = untilMillis;
    this.done = Arrays.stream(nextTransactions).max().orElse(0);
  }

  /**
   * @throws RangeMissingException if the log does not hold all of it any more
   */
  void read(PartitionLog log, Runnable between) throws LogUnavailableException {
    long end = log.endOffset();
    long next = position.nextOffset();
    if (log.startOffset() > next || end < next) {
      throw new RangeMissingException("the log of transactions does not hold " + next, null);
    }
    while (next < end) {
      between.run();
      long to = Math.min(end, next + ENTRIES_AT_ONCE);
      log.read(next, to, this::take);
      next = to;
    }
  }

  private void take(LogEntry entry) {
    Optional<LogRecord> record = decode(entry);
    if (record.isEmpty() || !Chain.accepts(position.head(), record.get())) {
      return;
    }
    position = new Position(entry.offset() + 1, record.get().id());
    boolean counts = entry.appendMillis() <= untilMillis || entry.offset() < done;
    if (counts && record.get().body() instanceof Body.Transactions(List<Transaction> together)) {
      for (int index = 0; index < together.size(); index++) {
        add(new TransactionId(entry.offset(), index), together.get(index));
      }
    }
  }

  private void add(TransactionId id, Transaction transaction) {
    for (Transaction.Part part : transaction.parts()) {
      if (part.table() == table && id.offset() >= nextTransactions[part.partition()]) {
        pending.get(part.partition()).add(id, part);
      }
    }
  }

  private static Optional<LogRecord> decode(LogEntry entry) {
    try {
      return Optional.of(LogRecordCodec.decode(entry.record()));
    } catch (MalformedBytesException foreign) {
      return Optional.empty();
    }
  }
}
