package dev.pangaea.simulator.processes;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A region's logs, read from the start with a stock Kafka client. */
final class RegionLogs {
  private RegionLogs() {}

  /** How many partitions a table has there. */
  static int partitions(RegionProcesses region, String table) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(region)) {
      return partitions(consumer, region, table).size();
    }
  }

  /**
   * Up to where the logs of a table end now.
   *
   * @param reader told of each entry and its partition, in the order of the partition's log
   */
  static void read(RegionProcesses region, String table, ObjIntConsumer<LogEntry> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(region)) {
      List<TopicPartition> partitions = partitions(consumer, region, table);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofSeconds(1))) {
          reader.accept(
              new LogEntry(entry.offset(), entry.timestamp(), Bytes.owning(entry.value())),
              entry.partition());
        }
      }
    }
  }

  /** All topics of a region's Kafka. */
  static Set<String> topics(RegionProcesses region) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(region)) {
      return consumer.listTopics().keySet();
    }
  }

  /** What a topic of one partition holds now. */
  static List<byte[]> readTopic(RegionProcesses region, String topic) {
    List<byte[]> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(region)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(entry -> records.add(entry.value()));
      }
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(RegionProcesses region) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:" + region.kafkaPort, "auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, RegionProcesses region, String table) {
    Pattern log = Pattern.compile(Pattern.quote(region.name + "." + table) + "\\.[0-9a-f]+");
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> log.matcher(topic.getKey()).matches())
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }
}
