package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.ledger.TableLabel;
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
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A node that leads one partition, on the test's own thread: whoever holds it says when logs are
 * read and when events are heard.
 */
final class LeaderNode {
  private record Read(PartitionLeader leader, PartitionLog log, long from) {}

  static final TableLabel LABEL = new TableLabel("orders", "pk", Optional.of("sk"));

  private static final int PART_ENTRIES = 3;

  final LedPartitions partitions;
  final Store store;
  int timesLeading;
  int performedReads;
  boolean failed;
  private final Supplier<Now> clock;
  private final ArrayDeque<LoopEvent> inbox = new ArrayDeque<>();
  private final ArrayDeque<Read> reads = new ArrayDeque<>();

  LeaderNode(Store store, LeaderBounds bounds, LongSupplier writers, Supplier<Now> clock) {
    this.store = store;
    this.clock = clock;
    this.partitions =
        new LedPartitions(HOME, store, bounds, LedgerSettings.PLAIN, writers, new Logs());
  }

  LeaderNode(Store store, LongSupplier writers, Supplier<Now> clock) {
    this(store, BOUNDS, writers, clock);
  }

  void open(PartitionLog log, boolean replicated) {
    open(PARTITION, log, replicated);
  }

  void open(PartitionId partition, PartitionLog log, boolean replicated) {
    open(partition, log, KeptIndexes.NONE, replicated);
  }

  void open(PartitionId partition, PartitionLog log, KeptIndexes indexes, boolean replicated) {
    hand(
        new LoopEvent.Opened(
            new PartitionOpening(
                partition,
                log,
                LABEL,
                change -> true,
                indexes,
                replicated,
                false,
                () -> timesLeading++)));
  }

  void hand(LoopEvent event) {
    inbox.add(event);
  }

  void submit(Request request) {
    submit(PARTITION, request);
  }

  void submit(PartitionId partition, Request request) {
    hand(new LoopEvent.Submitted(partition, request));
  }

  /** Reads the logs that are to be read; the leader hears of it later. */
  void performReads() {
    while (!reads.isEmpty()) {
      performedReads++;
      perform(reads.remove());
    }
  }

  /** One step of the loop over all that has come in. */
  void hear() {
    try {
      for (LoopEvent event = inbox.poll(); event != null; event = inbox.poll()) {
        partitions.handle(event, clock.get());
      }
      finish();
    } catch (RuntimeException failure) {
      failed = true;
      partitions.abandon();
    }
  }

  /** Reads, hears, and again until there is nothing to do. */
  void settle() {
    hear();
    while (!failed && !(reads.isEmpty() && inbox.isEmpty())) {
      performReads();
      hear();
    }
  }

  void tick() {
    partitions.tick(clock.get());
    finish();
  }

  PartitionStatus status() {
    return partitions.status().getFirst();
  }

  private void finish() {
    Now now = clock.get();
    partitions.commit(now);
    partitions.answer(now.wallMillis());
  }

  private void perform(Read read) {
    try {
      long start = read.log.startOffset();
      long end = read.log.endOffset();
      long first = Math.max(start, read.from - 1);
      if (start <= read.from && first < end) {
        List<LogEntry> part = new ArrayList<>();
        Consumer<LogEntry> reader =
            entry -> {
              part.add(entry);
              if (part.size() == PART_ENTRIES) {
                handOver(read.leader, part);
              }
            };
        read.log.read(first, end, reader);
        handOver(read.leader, part);
      }
      hand(new LoopEvent.ReadToEnd(read.leader, start, end));
    } catch (LogUnavailableException unavailable) {
      hand(new LoopEvent.ReadFailed(read.leader));
    } catch (RangeMissingException missing) {
      hand(new LoopEvent.ReadMissed(read.leader, missing.getMessage()));
    }
  }

  private void handOver(PartitionLeader leader, List<LogEntry> part) {
    hand(new LoopEvent.EntriesRead(leader, List.copyOf(part), new Semaphore(0)));
    part.clear();
  }

  private final class Logs implements LedPartitions.LogAccess {
    @Override
    public void append(PartitionLeader leader, PartitionLog log, Bytes record) {
      log.append(record, outcome -> hand(new LoopEvent.Appended(leader, outcome)));
    }

    @Override
    public void read(PartitionLeader leader, PartitionLog log, long from) {
      reads.add(new Read(leader, log, from));
    }
  }
}
