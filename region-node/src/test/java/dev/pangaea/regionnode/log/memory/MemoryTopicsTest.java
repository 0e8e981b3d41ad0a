package dev.pangaea.regionnode.log.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.TopicStanding;
import dev.pangaea.regionnode.log.TopicWriter;
import dev.pangaea.regionnode.log.TopicWriterContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Topics in memory refuse what Kafka's refuse. */
class MemoryTopicsTest extends TopicWriterContract {
  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());

  @Override
  protected RegionLog log() {
    return logs;
  }

  @Override
  protected void delete(String topic) {
    logs.topics().delete(topic);
  }

  @Override
  protected void create(String topic, int recordBytesMax) {
    logs.topics().create(topic, recordBytesMax);
  }

  @Override
  protected void recordBytesMax(String topic, int bytes) {
    logs.topics().recordBytesMax(topic, bytes);
  }

  @Test
  void aPartitionThatHasLostItsEndIsFoundOut() throws Exception {
    try (TopicWriter writer = claimed("short", 1)) {
      writer.write("short", List.of(record(0, "1"), record(0, "2")));
      logs.topics().truncate("short", 0, 1);
      assertThat(writer.standing("short", 1)).isEqualTo(TopicStanding.LESS);
      assertThatThrownBy(() -> writer.write("short", List.of(record(0, "3"))))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(lastOnceClaimed(writer, "short", 1)).containsExactly(Map.of(PLACE, "1"));
    }
  }
}
