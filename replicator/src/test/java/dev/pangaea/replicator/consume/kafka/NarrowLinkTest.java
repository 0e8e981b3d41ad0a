package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader.Connections;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a reader goes on over a narrow link. */
@Timeout(30)
class NarrowLinkTest {
  private static final LogPartition ORDERS = new LogPartition("orders", 0);
  private static final LogPartition OTHERS = new LogPartition("others", 1);
  private static final LogPartition LOST = new LogPartition("lost", 2);

  private final List<Counting> opened = new ArrayList<>();
  private final List<FetchSize> sizes = new ArrayList<>();
  private boolean thereIsNobody;
  private long nanos;
  private final KafkaSourceReader reader =
      new KafkaSourceReader(
          size -> {
            if (thereIsNobody) {
              throw new KafkaException("no such host, for this test");
            }
            sizes.add(size);
            Counting consumer = new Counting();
            consumer.updateBeginningOffsets(Map.of(topic(LOST), 100L));
            consumer.updateEndOffsets(Map.of(topic(LOST), 200L));
            opened.add(consumer);
            return consumer;
          },
          () -> nanos);

  /** Says of itself what it was told. */
  private static final class Counting extends MockConsumer<byte[], byte[]> {
    private final Map<MetricName, Metric> counts = new HashMap<>();
    private final Set<TopicPartition> known = new HashSet<>();

    Counting() {
      super("none");
    }

    void counts(long open, long opened, long bytes, long answers) {
      count("consumer-metrics", "connection-count", open);
      count("consumer-metrics", "connection-creation-total", opened);
      count("consumer-metrics", "incoming-byte-total", bytes);
      count("consumer-fetch-manager-metrics", "fetch-total", answers);
    }

    private void count(String group, String name, double value) {
      MetricName metricName = new MetricName(name, group, "", Map.of());
      counts.put(
          metricName,
          new Metric() {
            @Override
            public MetricName metricName() {
              return metricName;
            }

            @Override
            public Object metricValue() {
              return value;
            }
          });
    }

    @Override
    public synchronized void updateEndOffsets(Map<TopicPartition, Long> ends) {
      known.addAll(ends.keySet());
      super.updateEndOffsets(ends);
    }

    @Override
    public synchronized OptionalLong currentLag(TopicPartition partition) {
      return known.contains(partition) ? super.currentLag(partition) : OptionalLong.empty();
    }

    @Override
    public synchronized Map<MetricName, ? extends Metric> metrics() {
      return counts;
    }
  }

  private List<Arrived> poll() {
    return reader.poll(Duration.ZERO);
  }

  private void entry(LogPartition log, long offset) {
    opened
        .getLast()
        .addRecord(
            new ConsumerRecord<>(
                log.log(),
                log.partition(),
                offset,
                1_000 + offset,
                TimestampType.LOG_APPEND_TIME,
                0,
                1,
                null,
                new byte[] {(byte) offset},
                new RecordHeaders(),
                Optional.empty()));
  }

  private static TopicPartition topic(LogPartition log) {
    return new TopicPartition(log.log(), log.partition());
  }

  /** An answer does not come in its time, though bytes come all the time. */
  private void theLinkIsNarrow() {
    theLinkIsNarrow(() -> {});
  }

  private void theLinkIsNarrow(Runnable beforePoll) {
    Counting consumer = opened.getLast();
    for (int tenths = 1; tenths <= 110 && consumer == opened.getLast(); tenths++) {
      nanos += Duration.ofMillis(100).toNanos();
      consumer.counts(2, tenths > 100 ? 3 : 2, 6_400L * tenths, 1);
      beforePoll.run();
      poll();
    }
  }

  private Arrived entries(LogPartition log, long offset) {
    return new Arrived.Entries(
        log, List.of(new LogEntry(offset, 1_000 + offset, Bytes.copyOf((byte) offset))));
  }

  @Test
  void readsOnFromJustBehindWhatWasGivenWithSmallerFetches() {
    reader.read(ORDERS, 5);
    reader.read(OTHERS, 70);
    poll();
    entry(ORDERS, 5);
    assertThat(poll()).containsExactly(entries(ORDERS, 5));

    theLinkIsNarrow();

    assertThat(sizes).containsExactly(FetchSize.LARGE, FetchSize.SMALL);
    assertThat(opened.getFirst().closed()).isTrue();
    assertThat(opened.getLast().position(topic(ORDERS))).isEqualTo(6);
    entry(ORDERS, 6);
    entry(OTHERS, 70);
    assertThat(poll()).containsExactlyInAnyOrder(entries(ORDERS, 6), entries(OTHERS, 70));
  }

  @Test
  void whatIsHeldOrLostStaysSo() {
    reader.read(ORDERS, 5);
    reader.read(OTHERS, 0);
    reader.read(LOST, 50);
    reader.hold(Set.of(OTHERS));
    poll();
    opened.getLast().setPollException(new OffsetOutOfRangeException(Map.of(topic(LOST), 50L)));
    assertThat(poll()).containsExactly(new Arrived.LostPlace(LOST, 100, 200));

    theLinkIsNarrow();

    assertThat(opened).hasSize(2);
    assertThat(opened.getLast().paused()).containsExactlyInAnyOrder(topic(OTHERS), topic(LOST));
    entry(ORDERS, 5);
    assertThat(poll())
        .containsExactlyInAnyOrder(entries(ORDERS, 5), new Arrived.LostPlace(LOST, 100, 200));
  }

  @Test
  void aPlaceThatWasGivenMeanwhileIsTheOneFromWhichItGoesOn() {
    reader.read(ORDERS, 5);
    poll();
    entry(ORDERS, 5);
    poll();
    reader.read(OTHERS, 0);
    theLinkIsNarrow(() -> reader.read(ORDERS, 3));

    assertThat(opened).hasSize(2);
    assertThat(opened.getLast().position(topic(ORDERS))).isEqualTo(3);
    assertThat(opened.getLast().position(topic(OTHERS))).isZero();
  }

  @Test
  void whatIsKnownOfTheSourceStaysKnown() {
    reader.read(ORDERS, 5);
    poll();
    opened.getLast().updateEndOffsets(Map.of(topic(ORDERS), 90L));
    opened.getLast().counts(2, 2, 100, 1);
    assertThat(reader.ends()).containsEntry(ORDERS, 90L);

    theLinkIsNarrow();

    assertThat(opened).hasSize(2);
    assertThat(reader.ends()).containsEntry(ORDERS, 90L);
    assertThat(reader.connections()).isEqualTo(new Connections(0, 1, 1, 1));
    opened.getLast().counts(2, 2, 100, 4);
    assertThat(reader.connections()).isEqualTo(new Connections(2, 3, 1, 5));
    opened.getLast().updateEndOffsets(Map.of(topic(ORDERS), 95L));
    assertThat(reader.ends()).containsEntry(ORDERS, 95L);
  }

  @Test
  void aCutLinkLeavesTheConsumerAsItIs() {
    reader.read(ORDERS, 5);
    opened.getLast().counts(2, 2, 1_000_000, 10);
    for (int seconds = 0; seconds < 600; seconds++) {
      nanos += Duration.ofSeconds(1).toNanos();
      opened.getLast().counts(1, 2 + seconds / 10, 1_000_000, 10);
      poll();
    }

    assertThat(sizes).containsExactly(FetchSize.LARGE);
  }

  @Test
  void wakingUpReachesTheConsumerThatReadsNow() {
    reader.read(ORDERS, 5);
    poll();
    theLinkIsNarrow();
    entry(ORDERS, 5);
    reader.wakeUp();

    assertThat(poll()).isEmpty();
    assertThat(poll()).containsExactly(entries(ORDERS, 5));
  }

  @Test
  void whileNoOtherConsumerCanBeHadTheOldOneGoesOn() {
    reader.read(ORDERS, 5);
    poll();
    thereIsNobody = true;
    theLinkIsNarrow();
    entry(ORDERS, 5);

    assertThat(poll()).containsExactly(entries(ORDERS, 5));
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().closed()).isFalse();
  }
}
