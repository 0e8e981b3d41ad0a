package dev.pangaea.regionnode.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.TopicTooNarrowException;
import dev.pangaea.regionnode.log.TopicWriter;
import dev.pangaea.regionnode.log.TopicWriterContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of two writers of one name only the later can write, and its predecessor leaves nothing half. */
@Timeout(300)
class KafkaTopicWriterIT extends TopicWriterContract {
  private static final String MAX_BYTES = "max.message.bytes";

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
  void aTopicOfTheUsersIsKeptAsItIsButForMissingPartitions() throws Exception {
    create("mine", Map.of("cleanup.policy", "compact"));
    try (TopicWriter writer = region.topics("writer-mine")) {
      writer.claim();
      writer.prepare("mine", 3, RETENTION);
      assertThat(lastOnceClaimed(writer, "mine", 3)).hasSize(3);
      writer.write("mine", List.of(record(2, "1")));
      assertThat(lastOnceClaimed(writer, "mine", 3))
          .containsExactly(Map.of(), Map.of(), Map.of(PLACE, "1"));
    }
  }

  @Test
  void aTopicThatTakesNoLargeRecordsSaysWhichItRefused() throws Exception {
    create("packed", 10_000);
    byte[] tight = new byte[20_000];
    new Random(1).nextBytes(tight);
    KafkaLogSettings packing =
        new KafkaLogSettings(
            broker.bootstrap(),
            "test",
            Map.of("compression.type", "gzip"),
            OptionalInt.empty(),
            KafkaLogSettings.ANSWER_WITHIN);
    try (KafkaRegionLog packed = KafkaRegionLog.open(packing);
        TopicWriter writer = packed.topics("writer-packed")) {
      lastOnceClaimed(writer, "packed", 1);
      writer.write("packed", List.of(sized(0, new byte[300_000], "1")));
      assertThatThrownBy(
              () ->
                  writer.write(
                      "packed", List.of(sized(0, new byte[300_000], "2"), sized(0, tight, "3"))))
          .isInstanceOf(TopicTooNarrowException.class)
          .hasMessageContaining("of 20009 bytes");
    }
  }

  @Override
  protected RegionLog log() {
    return region;
  }

  @Override
  protected void delete(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    }
  }

  @Override
  protected void create(String topic, int recordBytesMax) throws Exception {
    create(topic, Map.of(MAX_BYTES, String.valueOf(recordBytesMax)));
  }

  @Override
  protected void recordBytesMax(String topic, int bytes) throws Exception {
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry(MAX_BYTES, String.valueOf(bytes)), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static void create(String topic, Map<String, String> configuration) throws Exception {
    NewTopic made = new NewTopic(topic, 1, (short) 1);
    made.configs(configuration);
    try (Admin admin = admin()) {
      admin.createTopics(List.of(made)).all().get(60, TimeUnit.SECONDS);
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
  }

  private static KafkaLogSettings settings() {
    return KafkaLogSettings.at(broker.bootstrap(), "test");
  }
}
