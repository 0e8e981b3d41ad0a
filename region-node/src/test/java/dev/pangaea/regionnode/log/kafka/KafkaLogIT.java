package dev.pangaea.regionnode.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.AppendOutcome.Appended;
import dev.pangaea.regionnode.log.AppendOutcome.InDoubt;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.RegionLogContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLogIT extends RegionLogContract {
  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static KafkaRegionLog region;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.at(folder));
    region = KafkaRegionLog.open(settings("test"));
  }

  @AfterAll
  static void stop() {
    region.close();
    broker.close();
  }

  @Override
  protected RegionLog log() {
    return region;
  }

  @Test
  void datesRecordsByItsOwnClock() throws Exception {
    PartitionLog partition = fresh("dated");
    long before = System.currentTimeMillis();
    Appended appended = (Appended) append(partition, "now").get(60, TimeUnit.SECONDS);
    assertThat(appended.appendMillis()).isBetween(before, System.currentTimeMillis());
    List<LogEntry> entries = new ArrayList<>();
    partition.read(0, 1, entries::add);
    assertThat(entries.getFirst().appendMillis()).isEqualTo(appended.appendMillis());
  }

  @Test
  void takesLargeRecordsAndDoubtsTooLargeOnes() throws Exception {
    PartitionLog partition = fresh("large");
    Bytes large = Bytes.owning(new byte[(8 << 20) - 1024]);
    assertThat(answer(partition, large)).isInstanceOf(Appended.class);
    assertThat(answer(partition, Bytes.owning(new byte[(8 << 20) + 1])))
        .isInstanceOf(InDoubt.class);
    assertThat(append(partition, "after").get(60, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
    List<LogEntry> entries = new ArrayList<>();
    partition.read(0, 2, entries::add);
    assertThat(entries.getFirst().record()).isEqualTo(large);
  }

  @Test
  void keepsTheRecordsOfTwoWriters() throws Exception {
    PartitionLog mine = fresh("shared");
    try (KafkaRegionLog other = KafkaRegionLog.open(settings("zombie"))) {
      PartitionLog theirs = other.partition("shared", 0);
      assertThat(theirs.endOffset()).isZero();
      for (int number = 0; number < 3; number++) {
        append(mine, "mine " + number).get(60, TimeUnit.SECONDS);
        append(theirs, "theirs " + number).get(60, TimeUnit.SECONDS);
      }
      assertThat(texts(mine, 0, mine.endOffset()))
          .containsExactly("mine 0", "theirs 0", "mine 1", "theirs 1", "mine 2", "theirs 2");
    }
  }

  @Test
  void saysThatAgedEntriesAreMissing() throws Exception {
    PartitionLog partition = fresh("aged");
    for (int number = 0; number < 5; number++) {
      append(partition, "record " + number).get(60, TimeUnit.SECONDS);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition("aged", 0), RecordsToDelete.beforeOffset(3)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
    assertThat(partition.startOffset()).isEqualTo(3);
    assertThat(texts(partition, 3, 5)).containsExactly("record 3", "record 4");
    assertThatThrownBy(() -> texts(partition, 2, 5)).isInstanceOf(RangeMissingException.class);
  }

  @Test
  void refusesATopicThatMergesRecordsByKey() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      NewTopic topic = new NewTopic("compacted", 1, (short) 1);
      topic.configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    }
    assertThatThrownBy(() -> region.create("compacted", 1, Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("compacted has");
  }

  @Test
  void refusesNamesThatKafkaDoesNotTake() {
    assertThatThrownBy(() -> region.create("no/name", 1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void startsAFreshLogUnderAnOldName() throws Exception {
    PartitionLog first = fresh("again");
    append(first, "old").get(60, TimeUnit.SECONDS);
    region.delete("again");
    PartitionLog second = fresh("again");
    awaitEmpty(second);
    assertThat(append(second, "new").get(60, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
    assertThat(texts(second, 0, 1)).containsExactly("new");
  }

  /** The broker is busy with many other partitions when it hears of this one. */
  @Test
  void isKnownToTheBrokerOnceItIsMade() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      var crowd = admin.createTopics(List.of(new NewTopic("crowd", 200, (short) 1))).all();
      assertThat(fresh("hurried").endOffset()).isZero();
      crowd.get(60, TimeUnit.SECONDS);
      region.delete("crowd");
    }
  }

  private static PartitionLog fresh(String name) throws Exception {
    region.create(name, 1, Optional.of(Duration.ofDays(7)));
    return region.partition(name, 0);
  }

  /** The broker may know of the new log a moment before it has let go of the old one's records. */
  private static void awaitEmpty(PartitionLog log) throws Exception {
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (log.endOffset() > 0) {
      assertThat(System.nanoTime()).as("waited 60 s").isLessThan(bound);
    }
  }

  /** No append is in doubt for being slow. */
  private static KafkaLogSettings settings(String name) {
    return new KafkaLogSettings(
        broker.bootstrap(), name, Map.of(), OptionalInt.empty(), Duration.ofSeconds(60));
  }

  private static AppendOutcome answer(PartitionLog partition, Bytes record) throws Exception {
    CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    partition.append(record, answer::complete);
    return answer.get(60, TimeUnit.SECONDS);
  }
}
