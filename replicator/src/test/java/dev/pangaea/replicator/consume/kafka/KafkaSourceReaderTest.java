package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaSourceReaderTest {
  private static final LogPartition ORDERS = new LogPartition("orders", 0);
  private static final LogPartition OTHERS = new LogPartition("others", 1);
  private static final TopicPartition ORDERS_TOPIC = new TopicPartition("orders", 0);

  private boolean boundsAreKnown = true;
  private final MockConsumer<byte[], byte[]> kafka =
      new MockConsumer<>("none") {
        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(
            Collection<TopicPartition> partitions, Duration timeout) {
          if (!boundsAreKnown) {
            throw new WakeupException();
          }
          return super.beginningOffsets(partitions, timeout);
        }
      };
  private final KafkaSourceReader reader = new KafkaSourceReader(size -> kafka, System::nanoTime);

  private void entry(LogPartition log, long offset) {
    byte[] value = {(byte) offset};
    kafka.addRecord(
        new ConsumerRecord<>(
            log.log(),
            log.partition(),
            offset,
            1_000 + offset,
            TimestampType.LOG_APPEND_TIME,
            0,
            1,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  private List<Arrived> poll() {
    return reader.poll(Duration.ZERO);
  }

  @Test
  void readsFromTheGivenOffsetOn() {
    reader.read(ORDERS, 5);
    assertThat(poll()).isEmpty();
    entry(ORDERS, 5);
    entry(ORDERS, 6);

    assertThat(poll())
        .containsExactly(
            new Arrived.Entries(
                ORDERS,
                List.of(
                    new LogEntry(5, 1_005, Bytes.copyOf((byte) 5)),
                    new LogEntry(6, 1_006, Bytes.copyOf((byte) 6)))));
  }

  @Test
  void waitsWhileThereIsNothingToRead() {
    SourceKafka nowhere =
        new SourceKafka(new RegionName("us-east-1"), "127.0.0.1:1", "test", Map.of());
    try (KafkaSourceReader real = new KafkaSourceReader(nowhere)) {
      assertThat(real.poll(Duration.ofMillis(1))).isEmpty();
      real.wakeUp();
      assertThat(real.poll(Duration.ofMinutes(1))).isEmpty();
      real.read(ORDERS, 0);
      real.poll(Duration.ZERO);
      real.leave(ORDERS);
      assertThat(real.poll(Duration.ofMillis(1))).isEmpty();
    }
  }

  @Test
  void takingUpAPartitionLeavesThePlacesOfTheOthers() {
    reader.read(ORDERS, 5);
    poll();
    entry(ORDERS, 5);
    poll();
    reader.read(OTHERS, 0);
    poll();

    assertThat(kafka.position(ORDERS_TOPIC)).isEqualTo(6);
    assertThat(kafka.position(new TopicPartition("others", 1))).isZero();
    reader.leave(ORDERS);
    poll();
    assertThat(kafka.assignment()).containsExactly(new TopicPartition("others", 1));
  }

  @Test
  void heldPartitionsGiveNothingAndKeepTheirPlaces() {
    reader.read(ORDERS, 0);
    reader.hold(Set.of(ORDERS, OTHERS));
    poll();
    assertThat(kafka.paused()).containsExactly(ORDERS_TOPIC);

    reader.hold(Set.of());
    poll();
    assertThat(kafka.paused()).isEmpty();
  }

  @Test
  void aPlaceOutsideOfTheLogIsReportedWithTheLogsBoundsUntilThereIsANewOne() {
    reader.read(ORDERS, 50);
    poll();
    kafka.updateBeginningOffsets(Map.of(ORDERS_TOPIC, 100L));
    kafka.updateEndOffsets(Map.of(ORDERS_TOPIC, 200L));
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(ORDERS_TOPIC, 50L)));

    assertThat(poll()).containsExactly(new Arrived.LostPlace(ORDERS, 100, 200));
    assertThat(poll()).containsExactly(new Arrived.LostPlace(ORDERS, 100, 200));

    reader.read(ORDERS, 100);
    assertThat(poll()).isEmpty();
    assertThat(kafka.paused()).isEmpty();
    assertThat(kafka.position(ORDERS_TOPIC)).isEqualTo(100);
  }

  @Test
  void whatWasReadOfOtherLogsIsGivenWhileTheBoundsOfOneAreNotKnown() {
    reader.read(ORDERS, 50);
    reader.read(OTHERS, 0);
    poll();
    boundsAreKnown = false;
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(ORDERS_TOPIC, 50L)));
    assertThat(poll()).isEmpty();
    entry(OTHERS, 0);

    assertThat(poll())
        .containsExactly(
            new Arrived.Entries(OTHERS, List.of(new LogEntry(0, 1_000, Bytes.copyOf((byte) 0)))));
    boundsAreKnown = true;
    kafka.updateBeginningOffsets(Map.of(ORDERS_TOPIC, 100L));
    kafka.updateEndOffsets(Map.of(ORDERS_TOPIC, 200L));
    assertThat(poll()).containsExactly(new Arrived.LostPlace(ORDERS, 100, 200));
  }

  @Test
  void aSourceThatDoesNotAnswerIsNoFailure() {
    reader.read(ORDERS, 0);
    poll();
    kafka.setPollException(new TimeoutException("for this test"));

    assertThat(poll()).isEmpty();
    entry(ORDERS, 0);
    assertThat(poll()).hasSize(1);
  }

  @Test
  void wakingUpEndsAPollWithoutLoss() {
    reader.read(ORDERS, 0);
    poll();
    entry(ORDERS, 0);
    reader.wakeUp();

    assertThat(poll()).isEmpty();
    assertThat(poll()).hasSize(1);
  }

  @Test
  void knowsTheEndOfALogFromItsLag() {
    reader.read(ORDERS, 3);
    poll();
    kafka.updateEndOffsets(Map.of(ORDERS_TOPIC, 10L));

    assertThat(reader.ends()).containsEntry(ORDERS, 10L);
  }
}
