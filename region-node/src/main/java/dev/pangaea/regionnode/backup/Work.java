package dev.pangaea.regionnode.backup;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes long, on threads of its own, so that nobody who answers requests waits for it. What is
 * begun waits for its turn; how much may wait is bounded by those who begin it, and once more here.
 */
public final class Work implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final int THREADS = 2;
  private static final int WAITING_MAX = 256;
  private static final int END_SECONDS_MAX = 10;

  private final ThreadPoolExecutor threads;
  private volatile boolean ended;

  public Work(String name) {
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /** False if too much waits, or all has ended. */
  public boolean begin(Runnable task) {
    try {
      threads.execute(
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

  /** Returns once nothing is under way any more, or after some seconds. */
  @Override
  public void close() {
    ended = true;
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        LOG.warn("a backup or restore does not end");
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
