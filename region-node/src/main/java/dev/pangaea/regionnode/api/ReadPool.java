package dev.pangaea.regionnode.api;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for reads of more than a few rows, so that they hold no event loop. They end by
 * themselves when there is nothing to read.
 */
final class ReadPool {
  /** Reads that wait for a thread; one more is turned away. */
  static final int WAITING_MAX = 256;

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  ReadPool(int threadsMax) {
    threads =
        new ThreadPoolExecutor(
            threadsMax,
            threadsMax,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("reads-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /** As many threads as can run at a time. */
  static ReadPool ofThisMachine() {
    return new ReadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /** Returns whether it will run. */
  boolean run(Runnable read) {
    try {
      threads.execute(read);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }
}
