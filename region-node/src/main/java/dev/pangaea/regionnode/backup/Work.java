package dev.pangaea.regionnode.backup;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes long, on threads of its own, so that nobody who answers requests waits for it. What is
 * begun waits for its turn in its lane: what takes hours holds up nothing that is short. How much
 * may wait is bounded by those who begin it, and once more here.
 */
public final class Work implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final int THREADS = 2;
  private static final int WAITING_MAX = 256;
  private static final int END_SECONDS_MAX = 10;

  /** Each has threads and a queue of its own. */
  public enum Lane {
    /** The parts of requests that read or write files: somebody waits for the answer. */
    REQUESTS,
    /** Backups and the snapshots of recovery: the next ones are due by their time. */
    SNAPSHOTS,
    /**
     * Tables that are filled: for hours if there is much, and for as long as nothing is taken in.
     */
    FILLS,
    /** For hours if there is much. */
    EXPORTS
  }

  private final Map<Lane, ThreadPoolExecutor> lanes = new EnumMap<>(Lane.class);
  private volatile boolean ended;

  public Work(String name) {
    for (Lane lane : Lane.values()) {
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              1,
              TimeUnit.MINUTES,
              new LinkedBlockingQueue<>(WAITING_MAX),
              Thread.ofPlatform()
                  .daemon()
                  .name(name + "-" + lane.name().toLowerCase(Locale.ROOT) + "-", 0)
                  .factory());
      threads.allowCoreThreadTimeOut(true);
      lanes.put(lane, threads);
    }
  }

  /** False if too much waits in the lane, or all has ended. */
  public boolean begin(Lane lane, Runnable task) {
    try {
      lanes
          .get(lane)
          .execute(
              () -> {
                try {
                  task.run();
                } catch (RuntimeException failure) {
                  LOG.error("a task of backups failed", failure);
                }
              });
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  /** Whether what is under way should give up. */
  public boolean hasEnded() {
    return ended;
  }

  /** Ends what is under way once it should give up. */
  void refuseEnd() throws IOException {
    if (ended) {
      throw new IOException("the node ends");
    }
  }

  /** Returns once nothing is under way any more, or after some seconds. */
  @Override
  public void close() {
    ended = true;
    lanes.values().forEach(ThreadPoolExecutor::shutdownNow);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS_MAX);
    try {
      for (ThreadPoolExecutor lane : lanes.values()) {
        if (!lane.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn("a backup or restore does not end");
        }
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
