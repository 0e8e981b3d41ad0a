package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads logs for a loop on threads of its own, since reading blocks. Hands entries over in parts,
 * and waits until a part is taken.
 */
final class LogReading implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int PART_ENTRIES = 512;
  private static final int PART_BYTES = 4 << 20;

  private final Inbox<LoopEvent> inbox;
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
    threads.execute(() -> readNow(leader, log, from));
  }

  private void readNow(PartitionLeader leader, PartitionLog log, long from) {
    try {
      long start = log.startOffset();
      long end = log.endOffset();
      long first = Math.max(start, from - 1);
      if (first < end && start <= from) {
        Parts parts = new Parts(leader);
        log.read(first, end, parts::add);
        parts.handOver();
      }
      inbox.put(new LoopEvent.ReadToEnd(leader, start, end));
    } catch (LogUnavailableException unavailable) {
      inbox.put(new LoopEvent.ReadFailed(leader));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private final class Parts {
    private final PartitionLeader leader;
    private final Semaphore taken = new Semaphore(1);
    private List<LogEntry> part = new ArrayList<>();
    private long bytes;

    Parts(PartitionLeader leader) {
      this.leader = leader;
    }

    void add(LogEntry entry) {
      part.add(entry);
      bytes += entry.record().length();
      if (part.size() >= PART_ENTRIES || bytes >= PART_BYTES) {
        handOver();
      }
    }

    void handOver() {
      if (part.isEmpty()) {
        return;
      }
      try {
        while (!taken.tryAcquire(1, TimeUnit.SECONDS)) {
          if (threads.isShutdown()) {
            return;
          }
        }
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return;
      }
      inbox.put(new LoopEvent.EntriesRead(leader, part, taken));
      part = new ArrayList<>();
      bytes = 0;
    }
  }
}
