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
            7,
            FetchSize.LARGE);

    assertThat(settings)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("fetch.max.wait.ms", 7);
  }

  @Test
  void theSmallerAFetchTheMoreTimeItsAnswerHas() {
    SourceKafka kafka =
        new SourceKafka(new RegionName("us-east-1"), "kafka:9092", "test", Map.of());

    assertThat(ConsumerSettings.of(kafka, 7, FetchSize.LARGE))
        .containsEntry("fetch.max.bytes", 16 << 20)
        .containsEntry("max.partition.fetch.bytes", 2 << 20)
        .containsEntry("request.timeout.ms", 10_000);
    assertThat(ConsumerSettings.of(kafka, 7, FetchSize.SMALL))
        .containsEntry("fetch.max.bytes", 256 << 10)
        .containsEntry("max.partition.fetch.bytes", 256 << 10)
        .containsEntry("request.timeout.ms", 60_000);
  }
}
