package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one producer of a node. A producer of Kafka's that has failed for good is replaced by a new
 * one; what was on its way is in doubt. Any thread may call; {@link #append} never blocks.
 */
final class LogProducer implements AutoCloseable {
  interface Failures {
    void note(Producer<byte[], byte[]> producer, Exception failure);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LogProducer.class);
  private static final long REPLACE_NANOS_MIN = TimeUnit.SECONDS.toNanos(1);
  private static final long LEARN_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);
  private static final long LEARN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  private final Supplier<Producer<byte[], byte[]>> factory;
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private volatile Producer<byte[], byte[]> current;
  private long replacedNanos = System.nanoTime() - REPLACE_NANOS_MIN;
  private boolean replacing;
  private boolean closed;

  LogProducer(Supplier<Producer<byte[], byte[]>> factory) {
    this.factory = factory;
    this.current = factory.get();
  }

  /**
   * @param key null for none
   */
  void append(
      String topic, int partition, byte[] key, Bytes record, Consumer<AppendOutcome> listener) {
    Producer<byte[], byte[]> producer = current;
    Append append = new Append(producer, listener, this::failed);
    try {
      producer.send(new ProducerRecord<>(topic, partition, key, record.shared()), append);
    } catch (RuntimeException failure) {
      append.failed(failure);
    }
  }

  /** Finds out where a topic's partitions are, so that appending need not. Blocks for seconds. */
  void learn(String topic) throws LogUnavailableException {
    topics.add(topic);
    learn(current, topic);
  }

  void forget(String topic) {
    topics.remove(topic);
  }

  private static void learn(Producer<byte[], byte[]> producer, String topic)
      throws LogUnavailableException {
    long deadline = System.nanoTime() + LEARN_NANOS_MAX;
    while (true) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (TimeoutException unknownYet) {
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
          throw new LogUnavailableException("nobody says where " + topic + " is", unknownYet);
        }
        LockSupport.parkNanos(LEARN_PAUSE_NANOS);
      } catch (KafkaException | IllegalStateException failure) {
        throw new LogUnavailableException("nobody says where " + topic + " is", failure);
      }
    }
  }

  private synchronized void failed(Producer<byte[], byte[]> producer, Exception failure) {
    long now = System.nanoTime();
    if (producer != current
        || closed
        || replacing
        || leavesTheProducerWell(failure)
        || now - replacedNanos < REPLACE_NANOS_MIN) {
      return;
    }
    replacedNanos = now;
    LOG.warn("the producer is replaced, since it failed", failure);
    Thread.ofPlatform().daemon().name("replace-producer").start(this::replace);
    replacing = true;
  }

  private static boolean leavesTheProducerWell(Exception failure) {
    return failure instanceof RetriableException
        || failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidTopicException
        || failure instanceof TopicAuthorizationException;
  }

  private void replace() {
    Producer<byte[], byte[]> unwanted = null;
    try {
      unwanted = factory.get();
      for (String topic : topics) {
        learnIfPossible(unwanted, topic);
      }
      unwanted = install(unwanted);
    } catch (Throwable failure) {
      LOG.warn("there is no new producer yet", failure);
      installNone();
    }
    if (unwanted != null) {
      unwanted.close(Duration.ZERO);
    }
  }

  private static void learnIfPossible(Producer<byte[], byte[]> producer, String topic) {
    try {
      learn(producer, topic);
    } catch (LogUnavailableException unknownYet) {
      LOG.debug("left to the next reader of the log", unknownYet);
    }
  }

  /** Returns the producer that is to be closed. */
  private synchronized Producer<byte[], byte[]> install(Producer<byte[], byte[]> fresh) {
    replacing = false;
    if (closed) {
      return fresh;
    }
    Producer<byte[], byte[]> old = current;
    current = fresh;
    return old;
  }

  private synchronized void installNone() {
    replacing = false;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    current.close(CLOSE_WAIT);
  }
}
