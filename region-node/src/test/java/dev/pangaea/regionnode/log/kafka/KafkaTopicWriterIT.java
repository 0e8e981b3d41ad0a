package dev.pangaea.regionnode.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.regionnode.log.ClaimLostException;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of two writers of one name only the later can write, and its predecessor leaves nothing half. */
@Timeout(120)
class KafkaTopicWriterIT {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final String PLACE = "place";

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static KafkaRegionLog region;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.at(folder));
    region = KafkaRegionLog.open(settings());
  }

  @AfterAll
  static void stop() {
    region.close();
    broker.close();
  }

  @Test
  void theLastRecordOfEachPartitionIsFoundBehindManyOthers() throws Exception {
    try (TopicWriter writer = claimed("far", 2)) {
      writer.write("far", List.of(record(1, "0")));
      for (int batch = 0; batch < 600; batch++) {
        writer.write("far", List.of(plain(1)));
      }
      assertThat(lastOnceClaimed(writer, "far", 2)).containsExactly(Map.of(), Map.of(PLACE, "0"));
    }
  }

  @Test
  void aWriterThatWasShutOutWritesNothingMore() throws Exception {
    try (TopicWriter old = claimed("zombies", 1);
        TopicWriter young = region.topics("writer-zombies")) {
      old.write("zombies", List.of(record(0, "1"), record(0, "2")));
      assertThat(lastOnceClaimed(young, "zombies", 1)).containsExactly(Map.of(PLACE, "2"));
      assertThatThrownBy(() -> old.write("zombies", List.of(record(0, "zombie"))))
          .isInstanceOf(ClaimLostException.class);
      young.write("zombies", List.of(record(0, "3")));
      assertThat(lastOnceClaimed(young, "zombies", 1)).containsExactly(Map.of(PLACE, "3"));
    }
  }

  @Test
  void whatAPredecessorHadBegunNeverCounts() throws Exception {
    try (TopicWriter first = claimed("begun", 1);
        KafkaProducer<byte[], byte[]> zombie =
            new KafkaProducer<>(ClientProperties.topicProducer(settings(), "writer-begun"))) {
      first.write("begun", List.of(record(0, "1")));
      zombie.initTransactions();
      zombie.beginTransaction();
      zombie.send(
          new ProducerRecord<>(
              "begun",
              0,
              null,
              new byte[0],
              new byte[0],
              List.of(
                  new org.apache.kafka.common.header.internals.RecordHeader(
                      PLACE, "begun".getBytes(UTF_8)))));
      zombie.flush();
      assertThat(lastOnceClaimed(first, "begun", 1)).containsExactly(Map.of(PLACE, "1"));
      first.write("begun", List.of(record(0, "2")));
      assertThatThrownBy(zombie::commitTransaction).isInstanceOf(Exception.class);
      assertThat(lastOnceClaimed(first, "begun", 1)).containsExactly(Map.of(PLACE, "2"));
    }
  }

  @Test
  void theLastRecordIsFoundBehindMuchThatDoesNotCount() throws Exception {
    try (TopicWriter writer = claimed("aborted", 1);
        KafkaProducer<byte[], byte[]> other =
            new KafkaProducer<>(ClientProperties.topicProducer(settings(), "writer-other"))) {
      writer.write("aborted", List.of(record(0, "1")));
      other.initTransactions();
      for (int count = 0; count < 30; count++) {
        other.beginTransaction();
        other.send(new ProducerRecord<>("aborted", 0, new byte[0], new byte[3_800_000]));
        other.flush();
        other.abortTransaction();
      }
      assertThat(lastOnceClaimed(writer, "aborted", 1)).containsExactly(Map.of(PLACE, "1"));
    }
  }

  @Test
  void aTopicThatIsMadeAnewBehindItsBackIsFoundOut() throws Exception {
    try (TopicWriter writer = claimed("anew", 1);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      writer.write("anew", List.of(record(0, "1"), record(0, "2")));
      admin.deleteTopics(List.of("anew")).all().get(10, TimeUnit.SECONDS);
      writer.prepare("anew", 1, RETENTION);
      assertThatThrownBy(() -> writer.write("anew", List.of(record(0, "3"))))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(lastOnceClaimed(writer, "anew", 1)).containsExactly(Map.of());
      writer.write("anew", List.of(record(0, "1")));
    }
  }

  @Test
  void aTopicOfTheUsersIsKeptAsItIsButForMissingPartitions() throws Exception {
    try (TopicWriter writer = region.topics("writer-mine");
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      NewTopic mine = new NewTopic("mine", 1, (short) 1);
      mine.configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(mine)).all().get(10, TimeUnit.SECONDS);
      writer.claim();
      writer.prepare("mine", 3, RETENTION);
      assertThat(lastOnceClaimed(writer, "mine", 3)).hasSize(3);
      writer.write("mine", List.of(record(2, "1")));
      assertThat(lastOnceClaimed(writer, "mine", 3))
          .containsExactly(Map.of(), Map.of(), Map.of(PLACE, "1"));
    }
  }

  /** As whoever begins: it claims first, and so waits for what was committed to be there. */
  private static List<Map<String, String>> lastOnceClaimed(
      TopicWriter writer, String topic, int partitions) throws Exception {
    writer.claim();
    return writer.last(topic, partitions, PLACE);
  }

  private static TopicWriter claimed(String topic, int partitions) throws Exception {
    TopicWriter writer = region.topics("writer-" + topic);
    writer.claim();
    writer.prepare(topic, partitions, RETENTION);
    writer.last(topic, partitions, PLACE);
    return writer;
  }

  private static KafkaLogSettings settings() {
    return KafkaLogSettings.at(broker.bootstrap(), "test");
  }

  private static TopicRecord plain(int partition) {
    return new TopicRecord(partition, text("key"), text("value"), 1, new TreeMap<>());
  }

  private static TopicRecord record(int partition, String place) {
    return new TopicRecord(
        partition, text("key"), text("value"), 1, new TreeMap<>(Map.of(PLACE, place)));
  }

  private static Bytes text(String text) {
    return Bytes.owning(text.getBytes(UTF_8));
  }
}
