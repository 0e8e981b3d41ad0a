package dev.pangaea.regionnode.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.regionnode.log.AppendOutcome.Appended;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.main.BrokerProcess;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The broker's process is killed under load: what it confirmed is there when it comes back. */
@Execution(ExecutionMode.CONCURRENT)
class KafkaKilledIT {
  private static final int KILLS = 3;
  private static final int APPENDED_BEFORE_KILL = 2000;
  private static final int UNANSWERED_MAX = 64;

  @TempDir private Path folder;
  private final Map<Long, Bytes> confirmed = new ConcurrentHashMap<>();
  private final Semaphore unanswered = new Semaphore(UNANSWERED_MAX);

  @Test
  void keepsWhatItConfirmed() throws Exception {
    String port = String.valueOf(ClaimedPort.next());
    BrokerProcess broker = BrokerProcess.start(folder, "--port", port);
    assertThat(broker.line()).startsWith("kafka is ready");
    try (KafkaRegionLog region =
        KafkaRegionLog.open(KafkaLogSettings.at("127.0.0.1:" + port, "test"))) {
      region.create("t", 1, Optional.empty());
      PartitionLog partition = region.partition("t", 0);
      for (int kill = 1; kill <= KILLS; kill++) {
        appendUntil(partition, kill * APPENDED_BEFORE_KILL, kill);
        broker.close();
        broker = BrokerProcess.start(folder, "--port", port);
        assertThat(broker.line()).startsWith("kafka is ready");
      }
      appendUntil(partition, (KILLS + 1) * APPENDED_BEFORE_KILL, KILLS + 1);
      assertThat(unanswered.tryAcquire(UNANSWERED_MAX, 60, TimeUnit.SECONDS)).isTrue();
      Map<Long, Bytes> kept = new HashMap<>();
      partition.read(0, partition.endOffset(), entry -> kept.put(entry.offset(), entry.record()));
      assertThat(kept).containsAllEntriesOf(confirmed);
    } finally {
      broker.close();
    }
  }

  private void appendUntil(PartitionLog partition, int confirmations, int round)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    for (int number = 0; confirmed.size() < confirmations; number++) {
      assertThat(System.nanoTime()).as("%s confirmed", confirmed.size()).isLessThan(deadline);
      assertThat(unanswered.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      Bytes record = Bytes.owning(ByteBuffer.allocate(300).putInt(round).putInt(number).array());
      partition.append(
          record,
          outcome -> {
            if (outcome instanceof Appended appended) {
              confirmed.put(appended.offset(), record);
            }
            unanswered.release();
          });
    }
  }
}
