package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerSettingsTest {
  @Test
  void theOperatorsPropertiesReachKafkaAndChangeNothingThatReadingRestsOn() {
    Map<String, Object> settings =
        ConsumerSettings.of(
            new SourceKafka(
                new RegionName("us-east-1"),
                "kafka:9092",
                "test",
                Map.of("security.protocol", "SSL", "auto.offset.reset", "latest")),
            7);

    assertThat(settings)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("fetch.max.wait.ms", 7);
  }
}
