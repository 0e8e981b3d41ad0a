package dev.pangaea.simulator.processes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What a log loses in the end, at once. */
public final class LostRecords {
  private LostRecords() {}

  /**
   * Drops all that a region's log of a table holds, as retention does.
   *
   * @param bootstrap where the region's Kafka is
   */
  public static void drop(String bootstrap, String region, String table)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<String> topics =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith(region + "." + table + "."))
              .toList();
      Map<TopicPartition, RecordsToDelete> all =
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(LostRecords::partitions)
              .collect(Collectors.toMap(each -> each, each -> RecordsToDelete.beforeOffset(-1)));
      if (all.isEmpty()) {
        throw new AssertionError(region + " has no log of " + table);
      }
      admin.deleteRecords(all).all().get();
    }
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }
}
