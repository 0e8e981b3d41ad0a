package dev.pangaea.regionnode.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.broker.BrokerListener;
import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.AppendOutcome.Appended;
import dev.pangaea.regionnode.log.AppendOutcome.InDoubt;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class KafkaOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final int port = ClaimedPort.next();
  private EmbeddedBroker broker;
  private KafkaRegionLog region;

  @AfterEach
  void stop() {
    if (region != null) {
      region.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void doubtsWhileKafkaIsGoneAndGoesOnByItself() throws Exception {
    broker = EmbeddedBroker.start(settings());
    region = KafkaRegionLog.open(KafkaLogSettings.at(broker.bootstrap(), "test"));
    region.create("t", 2, Optional.empty());
    PartitionLog partition = region.partition("t", 0);
    assertThat(append(partition, 10)).allMatch(Appended.class::isInstance);
    broker.close();

    assertThat(append(partition, 100)).allMatch(InDoubt.class::isInstance);
    assertThatThrownBy(partition::endOffset).isInstanceOf(LogUnavailableException.class);
    assertThatThrownBy(() -> partition.read(0, 10, entry -> {}))
        .isInstanceOf(LogUnavailableException.class);

    broker = EmbeddedBroker.start(settings());
    awaitAppended(partition);
    long end = partition.endOffset();
    assertThat(end).isGreaterThan(10);
    List<Long> offsets = new ArrayList<>();
    partition.read(0, end, entry -> offsets.add(entry.offset()));
    assertThat(offsets).hasSize((int) end);
    assertThat(append(region.partition("t", 1), 1)).allMatch(Appended.class::isInstance);
  }

  @Test
  void neverBlocksAnAppend() throws Exception {
    broker = EmbeddedBroker.start(settings());
    region = KafkaRegionLog.open(KafkaLogSettings.at(broker.bootstrap(), "test"));
    region.create("t", 1, Optional.empty());
    broker.close();
    PartitionLog known = region.partition("t", 0);
    PartitionLog unknown = region.partition("u", 0);
    Bytes record = Bytes.owning(new byte[1 << 20]);
    List<CompletableFuture<AppendOutcome>> answers = new ArrayList<>();
    long began = System.nanoTime();
    for (int number = 0; number < 100; number++) {
      answers.add(append(known, record));
      answers.add(append(unknown, record));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("less than if each waited for its answer")
        .isLessThan(KafkaLogSettings.ANSWER_WITHIN.multipliedBy(answers.size() / 10));
    for (CompletableFuture<AppendOutcome> answer : answers) {
      assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(InDoubt.class);
    }
  }

  @Test
  void waitsForAKafkaThatStartsLater() throws Exception {
    broker = EmbeddedBroker.start(settings());
    broker.close();
    region = KafkaRegionLog.open(KafkaLogSettings.at("127.0.0.1:" + port, "test"));
    assertThatThrownBy(() -> region.create("t", 1, Optional.empty()))
        .isInstanceOf(LogUnavailableException.class);
    broker = EmbeddedBroker.start(settings());
    region.create("t", 1, Optional.empty());
    assertThat(append(region.partition("t", 0), 1)).allMatch(Appended.class::isInstance);
  }

  @Test
  void answersEveryAppendWhenItIsClosed() throws Exception {
    broker = EmbeddedBroker.start(settings());
    region = KafkaRegionLog.open(KafkaLogSettings.at(broker.bootstrap(), "test"));
    region.create("t", 1, Optional.empty());
    broker.close();
    PartitionLog partition = region.partition("t", 0);
    CompletableFuture<AppendOutcome> before = append(partition, Bytes.EMPTY);
    region.close();
    CompletableFuture<AppendOutcome> after = append(partition, Bytes.EMPTY);
    assertThat(before.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(InDoubt.class);
    assertThat(after.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(InDoubt.class);
  }

  private BrokerSettings settings() {
    BrokerListener local = BrokerListener.local("127.0.0.1", port, "127.0.0.1");
    return new BrokerSettings(folder, local, List.of(), 0, false);
  }

  private static void awaitAppended(PartitionLog partition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (append(partition, 1).getFirst() instanceof InDoubt) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static List<AppendOutcome> append(PartitionLog partition, int records) throws Exception {
    List<CompletableFuture<AppendOutcome>> answers = new ArrayList<>();
    for (int number = 0; number < records; number++) {
      answers.add(append(partition, Bytes.copyOf((byte) number)));
    }
    List<AppendOutcome> outcomes = new ArrayList<>();
    for (CompletableFuture<AppendOutcome> answer : answers) {
      outcomes.add(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    return outcomes;
  }

  private static CompletableFuture<AppendOutcome> append(PartitionLog partition, Bytes record) {
    CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    partition.append(record, answer::complete);
    return answer;
  }
}
