package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for reads of more than a few rows, so that they hold no event loop. They end by
 * themselves when there is nothing to read.
 */
final class ReadPool {
  /** Reads that wait for a thread; one more is turned away. */
  static final int WAITING_MAX = 256;

  private static final long IDLE_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

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

  /** Has a reply read and written by a thread of the pool; one that none can take fails at once. */
  void reply(Supplier<JsonContent> content, Consumer<Reply> listener) {
    if (!run(() -> listener.accept(written(content)))) {
      listener.accept(new Reply.Failed(WriteFailures.THROTTLED));
    }
  }

  private static Reply written(Supplier<JsonContent> content) {
    try {
      return new Reply.Success(new EncodedJson(new JsonEncoder().encode(content.get())));
    } catch (RuntimeException broken) {
      LOG.error("a read of items failed", broken);
      return new Reply.Failed(Failure.INTERNAL);
    }
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
