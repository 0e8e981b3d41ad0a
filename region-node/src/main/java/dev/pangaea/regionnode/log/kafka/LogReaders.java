package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RangeMissingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads ranges of log partitions. Keeps a few consumers for the next reads, since the first fetch
 * of a new one takes longer. Any thread may call; a read has a consumer of its own.
 */
final class LogReaders implements AutoCloseable {
  private static final int IDLE_MAX = 4;
  private static final Duration POLL_WAIT = Duration.ofMillis(250);
  private static final int EMPTY_POLLS_MAX = 20;
  private static final CloseOptions CLOSE_AT_ONCE = CloseOptions.timeout(Duration.ZERO);

  private final Supplier<Consumer<byte[], byte[]>> factory;
  private final ArrayDeque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();
  private boolean closed;

  LogReaders(Supplier<Consumer<byte[], byte[]>> factory) {
    this.factory = factory;
  }

  void read(
      TopicPartition partition, long from, long to, java.util.function.Consumer<LogEntry> reader)
      throws LogUnavailableException {
    if (from >= to) {
      return;
    }
    Consumer<byte[], byte[]> consumer = take();
    boolean well = false;
    try {
      read(consumer, partition, from, to, reader);
      consumer.unsubscribe();
      well = true;
    } catch (OffsetOutOfRangeException missing) {
      throw new RangeMissingException(
          "%s does not hold %d to %d".formatted(partition, from, to), missing);
    } catch (InterruptException interrupted) {
      throw new LogUnavailableException("reading " + partition + " was broken off", interrupted);
    } catch (KafkaException failure) {
      throw new LogUnavailableException("cannot read " + partition, failure);
    } finally {
      giveBack(consumer, well);
    }
  }

  private static void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long from,
      long to,
      java.util.function.Consumer<LogEntry> reader)
      throws LogUnavailableException {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    int emptyPolls = 0;
    while (consumer.position(partition) < to) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL_WAIT).records(partition);
      if (!records.isEmpty()) {
        emptyPolls = 0;
        handOver(records, to, reader);
        continue;
      }
      emptyPolls++;
      checkEnd(consumer, partition, to);
      if (emptyPolls == EMPTY_POLLS_MAX) {
        throw new LogUnavailableException("nothing arrives from " + partition, null);
      }
    }
  }

  private static void handOver(
      List<ConsumerRecord<byte[], byte[]>> records,
      long to,
      java.util.function.Consumer<LogEntry> reader) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() >= to) {
        return;
      }
      Bytes bytes = record.value() == null ? Bytes.EMPTY : Bytes.owning(record.value());
      reader.accept(new LogEntry(record.offset(), record.timestamp(), bytes));
    }
  }

  private static void checkEnd(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long to) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition));
    long end = ends.get(partition);
    if (end < to) {
      throw new RangeMissingException(
          "%s ends at %d, before %d".formatted(partition, end, to), null);
    }
  }

  private Consumer<byte[], byte[]> take() throws LogUnavailableException {
    synchronized (this) {
      if (closed) {
        throw new LogUnavailableException("the log is closed", null);
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    try {
      return factory.get();
    } catch (KafkaException failure) {
      throw new LogUnavailableException("cannot set up a reader", failure);
    }
  }

  private void giveBack(Consumer<byte[], byte[]> consumer, boolean well) {
    synchronized (this) {
      if (well && !closed && idle.size() < IDLE_MAX) {
        idle.push(consumer);
        return;
      }
    }
    consumer.close(CLOSE_AT_ONCE);
  }

  @Override
  public void close() {
    List<Consumer<byte[], byte[]>> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(idle);
      idle.clear();
    }
    left.forEach(consumer -> consumer.close(CLOSE_AT_ONCE));
  }
}
