package dev.pangaea.regionnode.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.regionnode.broker.BrokerListener;
import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.kafka.KafkaLogSettings;
import dev.pangaea.regionnode.log.kafka.KafkaRegionLog;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import dev.pangaea.regionnode.trigger.json.JsonValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** A change topic of a real Kafka, read by a stock consumer, against GetRecords of the table. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
class ChangeTopicsIT extends StreamedNode {
  private static final String TOPIC = "us-east-1.orders.changes";
  private static final long LOOK_NANOS = 20_000_000;
  private static final int ITEMS = 7;

  @TempDir private Path kafka;
  private final int port = ClaimedPort.next();
  private EmbeddedBroker broker;
  private int written;

  @Override
  RegionLog regionLog() throws IOException {
    try {
      if (broker == null) {
        broker = startBroker();
      }
      return KafkaRegionLog.open(KafkaLogSettings.at(broker.bootstrap(), "node"));
    } catch (BrokerFailedException | LogUnavailableException failure) {
      throw new IOException(failure);
    }
  }

  @Override
  @AfterEach
  void close() {
    super.close();
    broker.close();
  }

  @Test
  void aStockConsumerReadsWhatGetRecordsTellsOverRestartsOfNodeAndBroker() throws Exception {
    String stream = create(StreamViewType.NEW_AND_OLD_IMAGES);
    write(20);
    tag();
    write(50);
    awaitTold(stream);
    set(TOPIC, "retention.ms", "86400000");
    write(50);
    restartNode();
    write(50);
    restartBroker();
    write(50);
    awaitTold(stream);
    Map<String, List<String>> wanted = byItem(stream);
    List<ConsumerRecord<String, String>> records = consumed("read_committed");
    assertThat(byItem(records)).isEqualTo(wanted);
    assertThat(wanted.values().stream().mapToInt(List::size).sum()).isEqualTo(written);
    Map<String, List<String>> begun = byItem(consumed("read_uncommitted"));
    begun.replaceAll((item, ids) -> ids.stream().sorted().distinct().toList());
    wanted.replaceAll((item, ids) -> ids.stream().sorted().toList());
    assertThat(begun).as("with what was broken off").isEqualTo(wanted);
    assertThat(retention()).isEqualTo("86400000");
    ConsumerRecord<String, String> any = records.getLast();
    assertThat(any.timestamp() / 1000)
        .isEqualTo(
            ((JsonValue.Number) dynamodb(any).values().get("ApproximateCreationDateTime"))
                .value()
                .longValue());
    assertThat(new String(any.headers().lastHeader("pangaea.origin.region").value(), UTF_8))
        .isEqualTo("us-east-1");
    assertThat(((JsonValue.Members) dynamodb(any).values().get("Keys")))
        .isEqualTo(JsonValues.read(any.key().getBytes(UTF_8)));
  }

  @Test
  void aTopicThatWasRemovedIsMadeAgainWithWhatTheStreamHas() throws Exception {
    String stream = create(StreamViewType.NEW_IMAGE);
    tag();
    write(10);
    awaitTold(stream);
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(TOPIC)).all().get(60, TimeUnit.SECONDS);
    }
    write(10);
    awaitTold(stream);
    assertThat(byItem(consumed("read_committed"))).isEqualTo(byItem(stream));
  }

  @Test
  void aTopicThatTheBrokerRefusesToFillHoldsNoOtherUpAndCatchesUp() throws Exception {
    String narrow = "us-east-1.narrow.changes";
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(narrow, PARTITIONS, (short) 1);
      topic.configs(Map.of("max.message.bytes", "200"));
      admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    }
    create("narrow", StreamViewType.NEW_IMAGE);
    String stream = create(StreamViewType.NEW_IMAGE);
    api.putItem(put -> put.tableName("narrow").item(key("one")));
    tag(api.describeTable(of -> of.tableName("narrow")).table().tableArn());
    tag();
    write(30);
    awaitTold(stream);
    assertThat(consumed(narrow, "read_committed")).isEmpty();
    set(narrow, "max.message.bytes", "1000000");
    while (consumed(narrow, "read_committed").isEmpty()) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void tag() {
    tag(table().tableArn());
  }

  private void tag(String arn) {
    Tag on = Tag.builder().key("pangaea:change-topic").value("on").build();
    api.tagResource(tag -> tag.resourceArn(arn).tags(on));
  }

  private void write(int changes) {
    for (int each = 0; each < changes; each++) {
      int number = written++;
      String item = "item " + number % ITEMS;
      untilItCounts(
          () -> {
            if (number % (3 * ITEMS) >= 2 * ITEMS) {
              delete(item);
            } else {
              put(item, number);
            }
          });
    }
  }

  /** A node or a broker that has just started may turn a request away; puts and deletes repeat. */
  private static void untilItCounts(Runnable request) {
    while (true) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      try {
        request.run();
        return;
      } catch (DynamoDbException notYet) {
        assertThat(notYet.statusCode()).isGreaterThanOrEqualTo(500);
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private void restartNode() throws IOException {
    streams.close();
    api.close();
    node.close();
    start();
  }

  private void restartBroker() throws Exception {
    broker.close();
    broker = startBroker();
  }

  /** On a port that nobody takes while there is no broker. */
  private EmbeddedBroker startBroker() throws BrokerFailedException {
    BrokerListener local = BrokerListener.local(HOST, port, HOST);
    return EmbeddedBroker.start(new BrokerSettings(kafka, local, List.of(), 0, false));
  }

  private void awaitTold(String stream) {
    while (!byItem(consumed("read_committed")).equals(byItem(stream))) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Map<String, List<String>> byItem(String stream) {
    Map<String, List<String>> ids = new TreeMap<>();
    for (Record record : all(stream)) {
      ids.computeIfAbsent(record.dynamodb().keys().get("p").s(), item -> new ArrayList<>())
          .add(
              record.eventID()
                  + " "
                  + record.eventNameAsString()
                  + " "
                  + record.dynamodb().sequenceNumber());
    }
    return ids;
  }

  private static Map<String, List<String>> byItem(List<ConsumerRecord<String, String>> records) {
    Map<String, List<String>> ids = new TreeMap<>();
    for (ConsumerRecord<String, String> record : records) {
      JsonValue.Members keys = (JsonValue.Members) JsonValues.read(record.key().getBytes(UTF_8));
      String item = text((JsonValue.Members) keys.values().get("p"), "S");
      JsonValue.Members value = value(record);
      ids.computeIfAbsent(item, first -> new ArrayList<>())
          .add(
              text(value, "eventID")
                  + " "
                  + text(value, "eventName")
                  + " "
                  + text(dynamodb(record), "SequenceNumber"));
    }
    return ids;
  }

  private static JsonValue.Members value(ConsumerRecord<String, String> record) {
    return (JsonValue.Members) JsonValues.read(record.value().getBytes(UTF_8));
  }

  private static JsonValue.Members dynamodb(ConsumerRecord<String, String> record) {
    return (JsonValue.Members) value(record).values().get("dynamodb");
  }

  private static String text(JsonValue.Members of, String name) {
    return ((JsonValue.Text) of.values().get(name)).value();
  }

  /** All that is on the topic; nothing if it is not there. */
  private List<ConsumerRecord<String, String>> consumed(String isolation) {
    return consumed(TOPIC, isolation);
  }

  private List<ConsumerRecord<String, String>> consumed(String topic, String isolation) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "isolation.level",
                isolation,
                "allow.auto.create.topics",
                "false"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().getOrDefault(topic, List.of()).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private void set(String topicName, String name, String value) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topicName);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get(60, TimeUnit.SECONDS);
    }
  }

  private String retention() throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    try (Admin admin = admin()) {
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get(60, TimeUnit.SECONDS)
          .get(topic)
          .get("retention.ms")
          .value();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
  }
}
