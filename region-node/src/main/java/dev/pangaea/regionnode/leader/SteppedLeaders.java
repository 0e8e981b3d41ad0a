package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A node's leaders without a thread and without a clock: whoever holds them owns the time, and says
 * when a step is made and when a log is read. What a {@link LeaderLoop} does in its thread, for
 * worlds in which all that happens follows from a seed.
 *
 * <p>Confined to one thread; logs that are handed in call their listeners on it.
 */
public final class SteppedLeaders implements PartitionLeaders {
  private static final int PART_ENTRIES = 64;

  private record WantedRead(PartitionLeader leader, PartitionLog log, long from) {}

  private final Runnable wake;
  private final LedPartitions partitions;
  private final ArrayDeque<LoopEvent> inbox = new ArrayDeque<>();
  private final ArrayDeque<WantedRead> reads = new ArrayDeque<>();
  private final CaughtUp caughtUp = new CaughtUp();
  private long nextTickNanos = Long.MIN_VALUE;

  /**
   * @param writers draws a number for each new leader that no other leader of the region ever had
   * @param wake told whenever something has come in, so that a step is due; makes none itself
   */
  public SteppedLeaders(
      RegionName region,
      Store store,
      LeaderBounds bounds,
      LedgerSettings ledger,
      LongSupplier writers,
      Runnable wake) {
    this.wake = wake;
    this.partitions = new LedPartitions(region, store, bounds, ledger, writers, new Logs());
  }

  /**
   * One step: takes what has come in, commits it, answers, and lets the leaders append.
   *
   * @param nanos a clock that never goes back
   * @return how long the next step may be put off if nothing comes in
   */
  public long step(long wallMillis, long nanos) {
    Now now = new Now(wallMillis, nanos);
    for (LoopEvent event = inbox.poll(); event != null; event = inbox.poll()) {
      partitions.handle(event, now);
    }
    if (nanos >= nextTickNanos) {
      partitions.tick(now);
      nextTickNanos = nanos + LeaderLoop.TICK_NANOS;
    }
    partitions.commit(now);
    partitions.answer(wallMillis);
    boolean more = !inbox.isEmpty() || partitions.hasMore();
    return more ? 0 : Math.min(nextTickNanos - nanos, partitions.pauseNanosMax());
  }

  /** Whether a leader waits for its log to be read. */
  public boolean wantsToRead() {
    return !reads.isEmpty();
  }

  /** Reads the log that is waited for longest, as it is now; the leader hears of it in a step. */
  public void read() {
    perform(reads.remove());
  }

  @Override
  public void open(PartitionOpening opening) {
    hand(new LoopEvent.Opened(opening.telling(caughtUp.opened(opening.partition()))));
  }

  @Override
  public void close(PartitionId partition, Runnable done) {
    caughtUp.closed(partition);
    hand(new LoopEvent.Closed(partition, done));
  }

  @Override
  public void index(PartitionId partition, KeptIndexes indexes, Runnable done) {
    hand(new LoopEvent.Indexed(partition, indexes, done));
  }

  @Override
  public void replicated(PartitionId partition, boolean replicated) {
    hand(new LoopEvent.Replicated(partition, replicated));
  }

  @Override
  public void roll(PartitionId partition, Roll roll, Runnable done) {
    hand(new LoopEvent.Rolled(partition, roll, done));
  }

  @Override
  public void follow(PartitionId partition, Progress beginning, Consumer<AppendAnswer> listener) {
    submit(partition, new Request.Follow(beginning, listener));
  }

  @Override
  public void copy(PartitionId partition, Body.Copy part, Consumer<AppendAnswer> listener) {
    submit(partition, new Request.Copy(part, listener));
  }

  @Override
  public void stream(
      PartitionId partition, Optional<StreamWord> word, Consumer<AppendAnswer> listener) {
    submit(partition, new Request.Stream(word, listener));
  }

  @Override
  public void endStreams(int table, Runnable done) {
    hand(new LoopEvent.StreamsEnded(table, done));
  }

  @Override
  public void tables(Set<Integer> living) {
    caughtUp.tables(living);
    hand(new LoopEvent.Tables(living));
  }

  @Override
  public void write(PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
    submit(partition, new Request.Write(command, listener));
  }

  @Override
  public void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    submit(PartitionId.TRANSACTIONS, new Request.Transact(transaction, listener));
  }

  @Override
  public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
    submit(PartitionId.TRANSACTIONS, new Request.ReadTogether(places, listener));
  }

  @Override
  public void restore(
      PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener) {
    submit(partition, new Request.Restore(request, listener));
  }

  @Override
  public void deliver(
      PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
    submit(partition, new Request.Deliver(delivery, listener));
  }

  @Override
  public boolean holdsAllAcknowledged(PartitionId partition) {
    return caughtUp.with(partition);
  }

  @Override
  public List<PartitionStatus> status() {
    return partitions.status();
  }

  private void submit(PartitionId partition, Request request) {
    hand(new LoopEvent.Submitted(partition, request));
  }

  private void hand(LoopEvent event) {
    inbox.add(event);
    wake.run();
  }

  private void perform(WantedRead read) {
    try {
      long start = read.log.startOffset();
      long end = read.log.endOffset();
      long first = Math.max(start, read.from - 1);
      if (start <= read.from && first < end) {
        List<LogEntry> entries = new ArrayList<>();
        read.log.read(first, end, entries::add);
        for (int from = 0; from < entries.size(); from += PART_ENTRIES) {
          int to = Math.min(entries.size(), from + PART_ENTRIES);
          List<LogEntry> part = List.copyOf(entries.subList(from, to));
          hand(new LoopEvent.EntriesRead(read.leader, part, new Semaphore(0)));
        }
      }
      hand(new LoopEvent.ReadToEnd(read.leader, start, end));
    } catch (LogUnavailableException unavailable) {
      hand(new LoopEvent.ReadFailed(read.leader));
    } catch (RangeMissingException missing) {
      hand(new LoopEvent.ReadMissed(read.leader, missing.getMessage()));
    }
  }

  private final class Logs implements LedPartitions.LogAccess {
    @Override
    public void append(PartitionLeader leader, PartitionLog log, Bytes record) {
      log.append(record, outcome -> hand(new LoopEvent.Appended(leader, outcome)));
    }

    @Override
    public void read(PartitionLeader leader, PartitionLog log, long from) {
      reads.add(new WantedRead(leader, log, from));
      wake.run();
    }
  }
}
