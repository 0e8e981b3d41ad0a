package dev.pangaea.simulator.junit;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.simulator.check.Check;
import dev.pangaea.simulator.check.Evidence;
import dev.pangaea.simulator.check.Ledgers;
import dev.pangaea.simulator.check.Violation;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.LedgerPages;
import dev.pangaea.simulator.junit.running.RegionPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Holds what regions' logs have of a table against what they show and what their ledgers say. */
record Losses(HttpCalls calls, List<RegionPlace> regions) {
  void assertNone(String table) {
    TreeMap<RegionName, List<Evidence.Partition>> evidence = new TreeMap<>();
    for (RegionPlace region : regions) {
      List<Evidence.Partition> partitions = partitions(region, table);
      if (!partitions.isEmpty()) {
        evidence.put(new RegionName(region.name()), partitions);
      }
    }
    if (evidence.isEmpty()) {
      throw new AssertionError("no region has a log of a table " + table);
    }
    List<Violation> losses =
        Check.verdict(
            List.of(Check.ofLosses()), new Evidence(evidence, List.of(), List.of(), List.of()));
    if (!losses.isEmpty()) {
      throw new AssertionError(
          losses.stream()
              .map(Violation::what)
              .collect(
                  Collectors.joining(
                      "\n  ",
                      "acknowledged writes of " + table + " are lost in silence:\n  ",
                      "")));
    }
  }

  /** A ledger is of the whole table: it is laid beside the log of each partition. */
  private List<Evidence.Partition> partitions(RegionPlace region, String table) {
    List<List<LogEntry>> logs = logs(region, table);
    List<Evidence.Conflict> ledger = ledger(region, table);
    List<Evidence.Partition> partitions = new ArrayList<>();
    for (List<LogEntry> log : logs) {
      partitions.add(new Evidence.Partition(log, new TreeMap<>(), ledger));
    }
    return partitions;
  }

  private static List<List<LogEntry>> logs(RegionPlace region, String table) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", region.kafka(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Pattern log = Pattern.compile(Pattern.quote(region.name() + "." + table) + "\\.[0-9a-f]+");
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> log.matcher(topic.getKey()).matches())
              .flatMap(topic -> topic.getValue().stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      List<List<LogEntry>> logs = new ArrayList<>();
      partitions.forEach(partition -> logs.add(new ArrayList<>()));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofSeconds(1))) {
          logs.get(entry.partition())
              .add(new LogEntry(entry.offset(), entry.timestamp(), Bytes.owning(entry.value())));
        }
      }
      return logs;
    }
  }

  private List<Evidence.Conflict> ledger(RegionPlace region, String table) {
    String name = region.name();
    try {
      return new LedgerPages(calls, name, region.api())
          .of(table).stream().map(LedgerRow::new).map(Ledgers::conflict).toList();
    } catch (IOException unreadable) {
      throw new AssertionError("the ledger of " + name + " cannot be read", unreadable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", impatient);
    }
  }
}
