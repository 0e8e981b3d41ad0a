package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for reads of more than a few rows, so that they hold no event loop, in two lanes, so that
 * a short read does not wait behind long ones: each is begun in the first, and one that turns out
 * to be long is begun again in the second. Threads end by themselves when there is nothing to read.
 */
public final class ReadPool {
  /** Reads that wait for a thread of a lane; one more is turned away. */
  public static final int WAITING_MAX = 256;

  /** A read that has waited longer is turned away: whoever asked has given up by then. */
  public static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private static final long IDLE_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

  /** A read that can be begun again. */
  @FunctionalInterface
  public interface Attempt {
    /** Empty if it would take more than this. */
    Optional<Reply> within(Effort effort);
  }

  private final LongSupplier nanoClock;
  private final ThreadPoolExecutor shortReads;
  private final ThreadPoolExecutor longReads;

  /**
   * @param threadsMax of each lane
   */
  public ReadPool(int threadsMax, LongSupplier nanoClock) {
    this("", threadsMax, nanoClock);
  }

  private ReadPool(String kind, int threadsMax, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.shortReads = lane(kind + "reads-", threadsMax);
    this.longReads = lane("long-" + kind + "reads-", threadsMax);
  }

  /** As many threads in each lane as can run at a time. */
  public static ReadPool ofThisMachine() {
    return ofThisMachine("");
  }

  /**
   * The same for reads of a kind of their own, which neither wait for others nor keep them waiting.
   *
   * @param kind what the threads' names say of it
   */
  public static ReadPool ofThisMachine(String kind) {
    return new ReadPool(
        kind, Math.max(2, Runtime.getRuntime().availableProcessors()), System::nanoTime);
  }

  /** Reads at once what is little, and has the pool read the rest. */
  public void begin(Attempt read, Consumer<Reply> listener) {
    Optional<Reply> here = read.within(Effort.HERE);
    if (here.isPresent()) {
      listener.accept(here.get());
    } else {
      read(read, listener);
    }
  }

  /** Has the pool read; a read that no thread takes in time fails. */
  public void read(Attempt read, Consumer<Reply> listener) {
    run(
        shortReads,
        listener,
        () -> {
          Optional<Reply> reply = attempted(read, Effort.SHORT);
          if (reply.isPresent()) {
            listener.accept(reply.get());
          } else {
            run(
                longReads,
                listener,
                () -> listener.accept(attempted(read, Effort.WHOLE).orElseThrow()));
          }
        });
  }

  private void run(ThreadPoolExecutor lane, Consumer<Reply> listener, Runnable read) {
    long since = nanoClock.getAsLong();
    try {
      lane.execute(
          () -> {
            if (nanoClock.getAsLong() - since > WAIT_MAX.toNanos()) {
              listener.accept(new Reply.Failed(OperationFailures.THROTTLED));
            } else {
              read.run();
            }
          });
    } catch (RejectedExecutionException full) {
      listener.accept(new Reply.Failed(OperationFailures.THROTTLED));
    }
  }

  private static Optional<Reply> attempted(Attempt read, Effort effort) {
    try {
      return read.within(effort);
    } catch (RuntimeException broken) {
      LOG.error("a read of items failed", broken);
      return Optional.of(new Reply.Failed(Failure.INTERNAL));
    }
  }

  private static ThreadPoolExecutor lane(String name, int threadsMax) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            threadsMax,
            threadsMax,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name(name, 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
