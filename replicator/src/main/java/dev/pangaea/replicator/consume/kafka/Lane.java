package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * One reader of a source's logs and the thread that it is confined to. What arrives is handed on as
 * it comes; what is asked of it is done before its next poll.
 */
final class Lane implements AutoCloseable {
  private static final Duration POLL_WAIT = Duration.ofMillis(200);
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final Supplier<SourceReader> readers;
  private final LongUnaryOperator nextPollNanos;
  private final Receiver receiver;
  private final Queue<Consumer<SourceReader>> wishes = new ConcurrentLinkedQueue<>();
  private final AtomicReference<SourceReader> reading = new AtomicReference<>();
  private final Map<LogPartition, Long> turns = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile Look look = new Look(Map.of(), new SourceReader.Connections(0, 0, 1, 0));

  /** What a lane brings. Called on its thread; may block until there is room. */
  interface Receiver {
    void arrived(Arrived arrived, long turn) throws InterruptedException;

    void failed(Throwable failure);
  }

  /** What the reader knew when last looked at. */
  record Look(Map<LogPartition, Long> ends, SourceReader.Connections connections) {}

  /**
   * @param nextPollNanos when to poll next, given that the last poll ended now
   */
  Lane(
      String name,
      Supplier<SourceReader> readers,
      LongUnaryOperator nextPollNanos,
      Receiver receiver) {
    this.readers = readers;
    this.nextPollNanos = nextPollNanos;
    this.receiver = receiver;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void read(LogPartition log, long offset, long turn) {
    wish(
        reader -> {
          turns.put(log, turn);
          reader.read(log, offset);
        });
  }

  /** Asks the reader for something, on the lane's thread. */
  void wish(Consumer<SourceReader> wish) {
    wishes.add(wish);
    SourceReader reader = reading.get();
    if (reader != null) {
      reader.wakeUp();
    }
    LockSupport.unpark(thread);
  }

  Look look() {
    return look;
  }

  /** Ends it soon. An interrupt would keep Kafka's consumer from closing in order. */
  @Override
  public void close() {
    closed = true;
    wish(reader -> {});
  }

  void awaitEnd() {
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (SourceReader reader = readers.get()) {
      reading.set(reader);
      long nextLook = System.nanoTime();
      while (!closed) {
        doWishes(reader);
        for (Arrived arrived : reader.poll(POLL_WAIT)) {
          receiver.arrived(arrived, turns.getOrDefault(arrived.log(), 0L));
        }
        long now = System.nanoTime();
        if (now - nextLook >= 0) {
          look = new Look(reader.ends(), reader.connections());
          nextLook = now + LOOK_EVERY_NANOS;
        }
        awaitSlot(nextPollNanos.applyAsLong(now));
      }
    } catch (InterruptedException stopped) {
      closed = true;
    } catch (Throwable failure) {
      if (!closed) {
        receiver.failed(failure);
      }
    }
  }

  private void doWishes(SourceReader reader) {
    for (Consumer<SourceReader> wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      wish.accept(reader);
    }
  }

  private void awaitSlot(long slotNanos) {
    long left = slotNanos - System.nanoTime();
    while (left > 0 && !closed && wishes.isEmpty()) {
      LockSupport.parkNanos(left);
      left = slotNanos - System.nanoTime();
    }
  }
}
