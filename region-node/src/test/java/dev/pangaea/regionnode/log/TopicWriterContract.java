package dev.pangaea.regionnode.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every writer of topics promises; run against Kafka and against the twin in memory. */
public abstract class TopicWriterContract {
  protected static final Duration RETENTION = Duration.ofDays(7);
  protected static final String PLACE = "place";
  private static final int NARROW = 10_000;
  private static final int WIDE = 8 << 20;

  protected abstract RegionLog log();

  /** Removes a topic behind the writer's back. */
  protected abstract void delete(String topic) throws Exception;

  /** Makes a topic with one partition, as its user would. */
  protected abstract void create(String topic, int recordBytesMax) throws Exception;

  protected abstract void recordBytesMax(String topic, int bytes) throws Exception;

  @Test
  void aWriterThatWasShutOutWritesNothingMore() throws Exception {
    try (TopicWriter old = claimed("zombies", 1);
        TopicWriter young = log().topics("writer-zombies")) {
      old.write("zombies", List.of(record(0, "1"), record(0, "2")));
      assertThat(lastOnceClaimed(young, "zombies", 1)).containsExactly(Map.of(PLACE, "2"));
      assertThatThrownBy(() -> old.write("zombies", List.of(record(0, "zombie"))))
          .isInstanceOf(ClaimLostException.class);
      assertThatThrownBy(() -> old.write("zombies", List.of(record(0, "zombie"))))
          .isInstanceOf(LogUnavailableException.class);
      young.write("zombies", List.of(record(0, "3")));
      assertThat(lastOnceClaimed(young, "zombies", 1)).containsExactly(Map.of(PLACE, "3"));
    }
  }

  @Test
  void aTopicThatIsMadeAnewBehindItsBackIsFoundOut() throws Exception {
    try (TopicWriter writer = claimed("anew", 1)) {
      writer.write("anew", List.of(record(0, "1"), record(0, "2")));
      delete("anew");
      writer.prepare("anew", 1, RETENTION);
      assertThatThrownBy(() -> writer.write("anew", List.of(record(0, "3"))))
          .isInstanceOf(LogUnavailableException.class);
      writer.claim();
      assertThat(writer.standing("anew", 1)).isEqualTo(TopicStanding.LESS);
      assertThat(writer.last("anew", 1, PLACE)).containsExactly(Map.of());
      writer.write("anew", List.of(record(0, "1")));
    }
  }

  @Test
  void whatNobodyElseHasWrittenIsTheSameAfterAClaim() throws Exception {
    try (TopicWriter writer = claimed("same", 2)) {
      writer.write("same", List.of(record(0, "1"), record(0, "2")));
      assertThat(writer.standing("same", 2)).isEqualTo(TopicStanding.SAME);
      writer.claim();
      assertThat(writer.standing("same", 2)).isEqualTo(TopicStanding.SAME);
      writer.write("same", List.of(record(1, "3")));
      assertThat(lastOnceClaimed(writer, "same", 2))
          .containsExactly(Map.of(PLACE, "2"), Map.of(PLACE, "3"));
    }
  }

  @Test
  void whatAnotherHasWrittenIsFoundOutByAClaim() throws Exception {
    try (TopicWriter first = claimed("more", 1);
        TopicWriter second = log().topics("writer-more")) {
      assertThat(second.standing("more", 1)).as("unknown").isEqualTo(TopicStanding.MORE);
      first.write("more", List.of(record(0, "1")));
      lastOnceClaimed(second, "more", 1);
      second.write("more", List.of(record(0, "2")));
      first.claim();
      assertThat(first.standing("more", 1)).isEqualTo(TopicStanding.MORE);
    }
  }

  @Test
  void aTopicThatIsGoneHasLess() throws Exception {
    try (TopicWriter writer = claimed("gone", 1)) {
      writer.write("gone", List.of(record(0, "1")));
      delete("gone");
      assertThat(writer.standing("gone", 1)).isEqualTo(TopicStanding.LESS);
      assertThatThrownBy(() -> lastOnceClaimed(writer, "gone", 1))
          .isInstanceOf(LogUnavailableException.class);
    }
  }

  @Test
  void whatIsNotAskedForAfterAClaimIsNotWritten() throws Exception {
    try (TopicWriter writer = claimed("blind", 1)) {
      writer.write("blind", List.of(record(0, "1")));
      writer.claim();
      assertThatThrownBy(() -> writer.write("blind", List.of(record(0, "2"))))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(lastOnceClaimed(writer, "blind", 1)).containsExactly(Map.of(PLACE, "1"));
    }
  }

  @Test
  void aTopicThatTakesNoLargeRecordsHasNothingOfTheBatchUntilItDoes() throws Exception {
    create("narrow", NARROW);
    try (TopicWriter writer = claimed("narrow", 1)) {
      List<TopicRecord> batch = List.of(record(0, "1"), sized(0, 2 * NARROW, "2"), record(0, "3"));
      assertThatThrownBy(() -> writer.write("narrow", batch))
          .isInstanceOf(TopicTooNarrowException.class)
          .hasMessageContaining("of %d bytes", "key".length() + 2 * NARROW + PLACE.length() + 1);
      assertThatThrownBy(() -> writer.write("narrow", List.of(record(0, "4"))))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(lastOnceClaimed(writer, "narrow", 1)).containsExactly(Map.of());
      recordBytesMax("narrow", WIDE);
      writer.write("narrow", batch);
      assertThat(lastOnceClaimed(writer, "narrow", 1)).containsExactly(Map.of(PLACE, "3"));
    }
  }

  @Test
  void aTopicThatIsMadeHereTakesTheLargestRecords() throws Exception {
    try (TopicWriter writer = claimed("wide", 1)) {
      writer.write("wide", List.of(sized(0, WIDE - (64 << 10), "1")));
      assertThatThrownBy(() -> writer.write("wide", List.of(sized(0, WIDE, "2"))))
          .isInstanceOf(TopicTooNarrowException.class);
    }
  }

  /** As whoever begins: it claims first, and so waits for what was committed to be there. */
  protected static List<Map<String, String>> lastOnceClaimed(
      TopicWriter writer, String topic, int partitions) throws Exception {
    writer.claim();
    return writer.last(topic, partitions, PLACE);
  }

  protected final TopicWriter claimed(String topic, int partitions) throws Exception {
    TopicWriter writer = log().topics("writer-" + topic);
    writer.claim();
    writer.prepare(topic, partitions, RETENTION);
    writer.last(topic, partitions, PLACE);
    return writer;
  }

  protected static TopicRecord record(int partition, String place) {
    return new TopicRecord(
        partition, text("key"), text("value"), 1, new TreeMap<>(Map.of(PLACE, place)));
  }

  protected static TopicRecord plain(int partition) {
    return new TopicRecord(partition, text("key"), text("value"), 1, new TreeMap<>());
  }

  private static TopicRecord sized(int partition, int bytes, String place) {
    return sized(partition, new byte[bytes], place);
  }

  protected static TopicRecord sized(int partition, byte[] value, String place) {
    return new TopicRecord(
        partition, text("key"), Bytes.owning(value), 1, new TreeMap<>(Map.of(PLACE, place)));
  }

  private static Bytes text(String text) {
    return Bytes.owning(text.getBytes(UTF_8));
  }
}
