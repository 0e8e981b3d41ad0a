package dev.pangaea.replicator.consume.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a question to the source and its answer take: asked again and again on a connection of
 * its own.
 */
final class RoundTrip implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundTrip.class);
  private static final int KEPT = 10;
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);

  private final String log;
  private final Supplier<Consumer<?, ?>> consumers;
  private final AtomicReference<Consumer<?, ?>> asking = new AtomicReference<>();
  private final long[] last = new long[KEPT];
  private final Thread thread;
  private int asked;
  private volatile Optional<Times> times = Optional.empty();
  private volatile boolean closed;

  /**
   * @param log what is asked for: where it is
   */
  RoundTrip(String name, String log, Supplier<Consumer<?, ?>> consumers) {
    this.log = log;
    this.consumers = consumers;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Empty until it is known well enough. */
  Optional<Times> times() {
    return times;
  }

  /**
   * @param leastNanos the shortest of the last few: that of the link itself, since a busy machine
   *     adds to it and nothing takes from it
   * @param usualNanos what most of them keep to
   */
  record Times(long leastNanos, long usualNanos) {
    static Times of(long... nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Times(sorted[0], sorted[sorted.length * 7 / 10]);
    }
  }

  @Override
  public void close() {
    closed = true;
    Consumer<?, ?> consumer = asking.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      try (Consumer<?, ?> consumer = consumers.get()) {
        asking.set(consumer);
        askAgainAndAgain(consumer);
      } catch (WakeupException | InterruptException stopped) {
        closed = true;
      } catch (KafkaException nobody) {
        LOG.debug("{}: there is nobody to ask", thread.getName(), nobody);
        LockSupport.parkNanos(EVERY.toNanos());
      }
    }
  }

  private void askAgainAndAgain(Consumer<?, ?> consumer) {
    while (!closed) {
      ask(consumer);
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  /** The first answer includes making the connection, and is left out. */
  private void ask(Consumer<?, ?> consumer) {
    long began = System.nanoTime();
    try {
      consumer.partitionsFor(log, ANSWER_WAIT);
      if (asked > 0) {
        last[(asked - 1) % KEPT] = System.nanoTime() - began;
      }
      asked++;
      if (asked > KEPT) {
        times = Optional.of(Times.of(last));
      }
    } catch (WakeupException | InterruptException stopped) {
      throw stopped;
    } catch (KafkaException unreachable) {
      asked = Math.min(asked, 1);
    }
  }
}
