package dev.pangaea.regionnode.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.regionnode.log.ClaimLostException;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.TopicWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes batches as transactions of Kafka's. To claim is to begin with the transactional id: the
 * broker then turns away the producers that had it before, and has ended what they had begun. What
 * is written must lie behind what was there: a partition that has lost its end is found out before
 * the batch counts.
 */
final class KafkaTopicWriter implements TopicWriter {
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final LogAdmin admin;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private Optional<Producer<byte[], byte[]>> claimed = Optional.empty();
  private boolean closed;

  KafkaTopicWriter(
      Supplier<Producer<byte[], byte[]>> producers,
      Supplier<Consumer<byte[], byte[]>> consumers,
      LogAdmin admin) {
    this.producers = producers;
    this.consumers = consumers;
    this.admin = admin;
  }

  @Override
  public void claim() throws LogUnavailableException {
    abandon();
    ends.clear();
    try {
      producer().initTransactions();
    } catch (KafkaException failure) {
      abandon();
      throw unavailable("cannot claim", failure);
    }
  }

  @Override
  public void prepare(String topic, int partitions, Duration retention)
      throws LogUnavailableException {
    admin.prepare(topic, partitions, retention);
  }

  @Override
  public List<Map<String, String>> last(String topic, int partitions, String header)
      throws LogUnavailableException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<Map<String, String>> last = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        TopicPartition place = new TopicPartition(topic, partition);
        TopicTail tail = new TopicTail(consumer, place);
        last.add(tail.last(header));
        ends.put(place, tail.end());
      }
      return last;
    } catch (KafkaException failure) {
      throw unavailable("cannot read " + topic, failure);
    }
  }

  @Override
  public void write(String topic, List<TopicRecord> records)
      throws LogUnavailableException, ClaimLostException {
    try {
      Producer<byte[], byte[]> producer =
          claimed.orElseThrow(() -> new KafkaException("nothing is claimed"));
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (TopicRecord record : records) {
        sent.add(producer.send(sendable(topic, record)));
      }
      producer.flush();
      Map<TopicPartition, Long> after = after(topic, records, sent);
      producer.commitTransaction();
      ends.putAll(after);
    } catch (KafkaException | ExecutionException | InterruptedException failure) {
      abandon();
      if (isOfALostClaim(failure)) {
        throw new ClaimLostException("another writer has claimed since", failure);
      }
      throw unavailable("cannot write " + topic, failure);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    abandon();
  }

  /** Where partitions end with these records; they must lie behind all that was there. */
  private Map<TopicPartition, Long> after(
      String topic, List<TopicRecord> records, List<Future<RecordMetadata>> sent)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> after = new HashMap<>();
    for (int index = 0; index < sent.size(); index++) {
      TopicPartition place = new TopicPartition(topic, records.get(index).partition());
      long offset = sent.get(index).get().offset();
      Long end = ends.get(place);
      if (end == null || offset < end) {
        throw new KafkaException(
            "%s was to go on at %s, not at %d: its end is lost".formatted(place, end, offset));
      }
      after.put(place, offset + 1);
    }
    return after;
  }

  private static ProducerRecord<byte[], byte[]> sendable(String topic, TopicRecord record) {
    List<Header> headers = new ArrayList<>();
    record
        .headers()
        .forEach((name, value) -> headers.add(new RecordHeader(name, value.getBytes(UTF_8))));
    return new ProducerRecord<>(
        topic,
        record.partition(),
        record.millis(),
        record.key().shared(),
        record.value().shared(),
        headers);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw new KafkaException("it is closed");
    }
    Producer<byte[], byte[]> producer = producers.get();
    claimed = Optional.of(producer);
    return producer;
  }

  /** What is under way is ended by the next claim, or by the broker once its time is up. */
  private synchronized void abandon() {
    Optional<Producer<byte[], byte[]>> before = claimed;
    claimed = Optional.empty();
    before.ifPresent(producer -> producer.close(Duration.ZERO));
  }

  private static boolean isOfALostClaim(Throwable failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException
        || failure != null && isOfALostClaim(failure.getCause());
  }

  private static LogUnavailableException unavailable(String what, Exception failure) {
    if (failure instanceof InterruptException || failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Throwable reason = failure.getCause() == null ? failure : failure.getCause();
    return new LogUnavailableException(what + ": " + reason.getMessage(), failure);
  }

  static Map<String, String> texts(Iterable<Header> headers) {
    TreeMap<String, String> texts = new TreeMap<>();
    headers.forEach(
        header ->
            texts.put(
                header.key(), header.value() == null ? "" : new String(header.value(), UTF_8)));
    return texts;
  }
}
