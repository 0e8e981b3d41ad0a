package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads logs for a loop on threads of its own, since reading blocks. A log is read in slices, and
 * the logs take turns, so that a long one does not hold up a short one. Entries are handed over in
 * parts; only so many parts are under way that what is in memory stays small.
 */
final class LogReading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogReading.class);
  private static final int THREADS = 4;
  private static final int PARTS_AHEAD = 4;
  private static final int PART_ENTRIES = 512;
  private static final int PART_BYTES = 1 << 20;
  private static final int SLICE_BYTES = 16 << 20;
  private static final int SLICE_ENTRIES_MAX = 8192;
  private static final int SLICE_ENTRIES_FIRST = 256;

  /** Unwinds a reader's stack; the loop has ended, so nobody is told. */
  private static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Inbox<LoopEvent> inbox;
  private final Semaphore ahead = new Semaphore(PARTS_AHEAD);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("log-reader-", 0).factory());

  LogReading(Inbox<LoopEvent> inbox) {
    this.inbox = inbox;
  }

  /**
   * @param from the first offset not applied; the entry before it is read too, to be compared with
   *     what was applied
   */
  void read(PartitionLeader leader, PartitionLog log, long from) {
    execute(
        leader,
        () -> {
          long start = log.startOffset();
          long end = log.endOffset();
          long first = Math.max(start, from - 1);
          boolean readable = start <= from && first < end;
          new Reading(leader, log, start, end, readable ? first : end).slice();
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private interface Step {
    void run() throws LogUnavailableException;
  }

  /** In every case but the loop's end the leader hears of it. */
  private void execute(PartitionLeader leader, Step step) {
    try {
      threads.execute(() -> run(leader, step));
    } catch (RejectedExecutionException closed) {
      inbox.put(new LoopEvent.ReadFailed(leader));
    }
  }

  private void run(PartitionLeader leader, Step step) {
    try {
      step.run();
    } catch (EndedException ended) {
      Thread.currentThread().interrupt();
    } catch (LogUnavailableException unavailable) {
      inbox.put(new LoopEvent.ReadFailed(leader));
    } catch (RangeMissingException missing) {
      inbox.put(new LoopEvent.ReadMissed(leader, missing.getMessage()));
    } catch (RuntimeException | Error failure) {
      LOG.error("{}: the log could not be read", leader.state().partition(), failure);
      inbox.put(new LoopEvent.ReadFailed(leader));
    }
  }

  /** One leader's way to the end of its log. */
  private final class Reading {
    private final PartitionLeader leader;
    private final PartitionLog log;
    private final long start;
    private final long end;
    private long next;
    private long sliceEntries = SLICE_ENTRIES_FIRST;
    private long sliceBytes;
    private List<LogEntry> part = new ArrayList<>();
    private long partBytes;

    Reading(PartitionLeader leader, PartitionLog log, long start, long end, long first) {
      this.leader = leader;
      this.log = log;
      this.start = start;
      this.end = end;
      this.next = first;
    }

    void slice() throws LogUnavailableException {
      if (leader.isGone()) {
        return;
      }
      long to = Math.min(end, next + sliceEntries);
      sliceBytes = 0;
      if (next < to) {
        log.read(next, to, this::add);
        handOver();
      }
      if (to == end) {
        inbox.put(new LoopEvent.ReadToEnd(leader, start, end));
        return;
      }
      long entryBytes = Math.max(1, sliceBytes / (to - next));
      sliceEntries = Math.clamp(SLICE_BYTES / entryBytes, 1, SLICE_ENTRIES_MAX);
      next = to;
      execute(leader, this::slice);
    }

    private void add(LogEntry entry) {
      part.add(entry);
      partBytes += entry.record().length();
      sliceBytes += entry.record().length();
      if (part.size() >= PART_ENTRIES || partBytes >= PART_BYTES) {
        handOver();
      }
    }

    private void handOver() {
      if (part.isEmpty()) {
        return;
      }
      try {
        ahead.acquire();
      } catch (InterruptedException closing) {
        throw new EndedException();
      }
      inbox.put(new LoopEvent.EntriesRead(leader, part, ahead));
      part = new ArrayList<>();
      partBytes = 0;
    }
  }
}
