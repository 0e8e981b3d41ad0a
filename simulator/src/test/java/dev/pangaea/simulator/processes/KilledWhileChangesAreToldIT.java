package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.processes.RegionProcesses.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * The change topic of a table that both regions write, whose node and Kafka are killed meanwhile:
 * what a stock consumer reads is what GetRecords tells, shard by shard. {@code -Dpangaea.kills=10}
 * kills more.
 */
@OnSharedRegions
@Timeout(900)
class KilledWhileChangesAreToldIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = "told-over-kills";
  private static final int ROUNDS = Integer.getInteger("pangaea.kills", 1);
  private static final int WRITES_BETWEEN_KILLS = 100;
  private static final Duration BOUND = Await.LONG;

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
  }

  @Test
  void theTopicTellsWhatTheStreamTellsOnceAndInOrder() throws Exception {
    regions.createGlobalTable(TwoRegions.streamed(TABLE));
    tag();
    Await.until("the topic is made", BOUND, this::isMade);
    Load load = Load.start(regions, TABLE, "told");
    try (load) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Part part : List.of(Part.NODE, Part.KAFKA, Part.NODE)) {
          awaitWrites(load);
          awaitTold();
          regions.us.part(part).restart();
        }
      }
      awaitWrites(load);
    }
    regions.awaitConverged(TABLE);
    List<List<String>> wanted =
        ToldChanges.of(regions.us, TABLE).partitions().stream()
            .map(shard -> shard.stream().map(KilledWhileChangesAreToldIT::text).toList())
            .toList();
    assertThat(awaitTold(count(wanted))).isEqualTo(wanted);
    List<List<String>> begun = topic("read_uncommitted");
    assertThat(begun.stream().map(HashSet::new).toList())
        .isEqualTo(wanted.stream().map(HashSet::new).toList());
    assertThat(load.count()).isLessThanOrEqualTo(count(wanted));
    System.out.printf(
        "%d changes, each once on the topic over %d kills; %d more that were broken off%n",
        count(wanted), 3 * ROUNDS, count(begun) - count(wanted));
  }

  private boolean isMade() {
    return RegionLogs.topics(regions.us).contains(topicName());
  }

  private String topicName() {
    return regions.us.name + "." + TABLE + ".changes";
  }

  private void tag() {
    Tag on = Tag.builder().key("pangaea:change-topic").value("on").build();
    try (DynamoDbClient client = TwoRegions.client(regions.us)) {
      String arn = client.describeTable(request -> request.tableName(TABLE)).table().tableArn();
      client.tagResource(request -> request.resourceArn(arn).tags(on));
    }
  }

  private static void awaitWrites(Load load) {
    long before = load.count();
    Await.until("writes go on", BOUND, () -> load.count() >= before + WRITES_BETWEEN_KILLS);
  }

  /** So a kill falls on a topic that is being written. */
  private void awaitTold() {
    try (KafkaConsumer<String, String> consumer = consumer("read_committed")) {
      consumer.seekToEnd(consumer.assignment());
      Await.until(
          "changes go on to be told", BOUND, () -> !consumer.poll(Duration.ofSeconds(1)).isEmpty());
    }
  }

  private List<List<String>> awaitTold(long count) {
    AtomicReference<List<List<String>>> told = new AtomicReference<>();
    Await.until(
        "the topic has all",
        BOUND,
        () -> {
          told.set(topic("read_committed"));
          return count(told.get()) >= count;
        });
    return told.get();
  }

  private static long count(List<List<String>> partitions) {
    return partitions.stream().mapToInt(List::size).sum();
  }

  private static String text(ToldChange change) {
    return "%d %d %s %s".formatted(change.offset(), change.index(), change.kind(), change.key());
  }

  private static String text(ConsumerRecord<String, String> record) {
    try {
      JsonNode change = JSON.readTree(record.value());
      String number = change.at("/dynamodb/SequenceNumber").asText();
      assertThat(JSON.readTree(record.key())).isEqualTo(change.at("/dynamodb/Keys"));
      return "%d %d %s %s"
          .formatted(
              Long.parseLong(number.substring(1, 20)),
              Integer.parseInt(number.substring(20)),
              change.get("eventName").asText(),
              change.at("/dynamodb/Keys/pk/S").asText());
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  /** By partition, as far as it goes now. */
  private List<List<String>> topic(String isolation) {
    try (KafkaConsumer<String, String> consumer = consumer(isolation)) {
      Set<TopicPartition> partitions = consumer.assignment();
      List<List<String>> told = new ArrayList<>();
      partitions.forEach(partition -> told.add(new ArrayList<>()));
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> told.get(record.partition()).add(text(record)));
      }
      return told;
    }
  }

  /** One that reads all partitions of the topic. */
  private KafkaConsumer<String, String> consumer(String isolation) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:" + regions.us.kafkaPort, "isolation.level", isolation);
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    consumer.assign(
        IntStream.range(0, consumer.partitionsFor(topicName()).size())
            .mapToObj(partition -> new TopicPartition(topicName(), partition))
            .toList());
    return consumer;
  }
}
