package dev.pangaea.regionnode.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.regionnode.log.ClaimLostException;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.TopicStanding;
import dev.pangaea.regionnode.log.TopicTooNarrowException;
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
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes batches as transactions of Kafka's. To claim is to begin with the transactional id: the
 * broker then turns away the producers that had it before, and has ended what they had begun. What
 * is written must lie behind what was there: a partition that has lost its end is found out before
 * the batch counts.
 */
final class KafkaTopicWriter implements TopicWriter {
  /** Before all that there can be. */
  private static final End UNKNOWN = new End(-1, false);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final LogAdmin admin;

  /** Where partitions end that it has asked for since it claimed. */
  private final Map<TopicPartition, End> ends = new HashMap<>();

  /** Where those end that it knew of before. */
  private final Map<TopicPartition, End> before = new HashMap<>();

  private Optional<Producer<byte[], byte[]>> claimed = Optional.empty();
  private boolean closed;

  /**
   * Where a partition ends.
   *
   * @param offset behind all records that are known
   * @param marked whether one more comes, or has come, which says that the last ones count
   */
  private record End(long offset, boolean marked) {
    /** Where it is once what was begun has ended. */
    End settled() {
      return new End(marked ? offset + 1 : offset, false);
    }

    TopicStanding standing(long found) {
      if (found < offset) {
        return TopicStanding.LESS;
      }
      return found <= settled().offset() ? TopicStanding.SAME : TopicStanding.MORE;
    }
  }

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
    ends.forEach((place, end) -> before.put(place, end.settled()));
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
    List<Long> found =
        admin
            .ends(topic, partitions)
            .orElseThrow(() -> new LogUnavailableException("there is no topic " + topic, null));
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<Map<String, String>> last = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        TopicPartition place = new TopicPartition(topic, partition);
        last.add(new TopicTail(consumer, place).last(header));
        ends.put(place, new End(found.get(partition), false));
      }
      return last;
    } catch (KafkaException failure) {
      throw unavailable("cannot read " + topic, failure);
    }
  }

  @Override
  public TopicStanding standing(String topic, int partitions) throws LogUnavailableException {
    Optional<List<Long>> found = admin.ends(topic, partitions);
    if (found.isEmpty()) {
      return TopicStanding.LESS;
    }
    Map<TopicPartition, End> known = new HashMap<>();
    TopicStanding standing = TopicStanding.SAME;
    for (int partition = 0; partition < partitions; partition++) {
      TopicPartition place = new TopicPartition(topic, partition);
      End end = ends.getOrDefault(place, before.getOrDefault(place, UNKNOWN));
      known.put(place, end);
      switch (end.standing(found.get().get(partition))) {
        case LESS -> {
          return TopicStanding.LESS;
        }
        case MORE -> standing = TopicStanding.MORE;
        case SAME -> {}
      }
    }
    if (standing == TopicStanding.SAME) {
      ends.putAll(known);
    }
    return standing;
  }

  @Override
  public void write(String topic, List<TopicRecord> records)
      throws LogUnavailableException, ClaimLostException, TopicTooNarrowException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      Producer<byte[], byte[]> producer =
          claimed.orElseThrow(() -> new KafkaException("nothing is claimed"));
      producer.beginTransaction();
      for (TopicRecord record : records) {
        sent.add(producer.send(sendable(topic, record)));
      }
      producer.flush();
      Map<TopicPartition, End> after = after(topic, records, sent);
      producer.commitTransaction();
      ends.putAll(after);
    } catch (KafkaException | ExecutionException | InterruptedException failure) {
      abandon();
      if (isOfALostClaim(failure)) {
        throw new ClaimLostException("another writer has claimed since", failure);
      }
      if (isOf(failure, RecordTooLargeException.class)
          || sent.stream().anyMatch(KafkaTopicWriter::isTooLarge)) {
        throw tooNarrow(topic, refused(records, sent), failure);
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
  private Map<TopicPartition, End> after(
      String topic, List<TopicRecord> records, List<Future<RecordMetadata>> sent)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, End> after = new HashMap<>();
    for (int index = 0; index < sent.size(); index++) {
      TopicPartition place = new TopicPartition(topic, records.get(index).partition());
      long offset = sent.get(index).get().offset();
      End end = ends.get(place);
      if (end == null || offset < end.offset()) {
        throw new KafkaException(
            "%s was to go on at %s, not at %d: its end is lost"
                .formatted(place, end == null ? "a known end" : end.offset(), offset));
      }
      after.put(place, new End(offset + 1, true));
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
    return isOf(failure, ProducerFencedException.class)
        || isOf(failure, InvalidProducerEpochException.class);
  }

  private static boolean isOf(Throwable failure, Class<? extends KafkaException> kind) {
    return kind.isInstance(failure) || failure != null && isOf(failure.getCause(), kind);
  }

  private static boolean isTooLarge(Future<RecordMetadata> answered) {
    return answered.state() == Future.State.FAILED
        && isOf(answered.exceptionNow(), RecordTooLargeException.class);
  }

  /** Those that were too large; any may have been if none of the answers says so. */
  private static List<TopicRecord> refused(
      List<TopicRecord> records, List<Future<RecordMetadata>> sent) {
    List<TopicRecord> refused =
        IntStream.range(0, sent.size())
            .filter(index -> isTooLarge(sent.get(index)))
            .mapToObj(records::get)
            .toList();
    return refused.isEmpty() ? records : refused;
  }

  private static TopicTooNarrowException tooNarrow(
      String topic, List<TopicRecord> refused, Exception failure) {
    int largest = refused.stream().mapToInt(TopicRecord::bytes).max().orElse(0);
    return new TopicTooNarrowException(
        "%s takes no record of %d bytes: let its max.message.bytes be %d, as of one that is made here"
            .formatted(topic, largest, ClientProperties.RECORD_BYTES_MAX),
        failure);
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
