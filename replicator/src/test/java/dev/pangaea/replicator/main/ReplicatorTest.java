package dev.pangaea.replicator.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplicatorTest {
  @Test
  void startsAndEndsWithoutItsNodeAndItsSources() throws IOException {
    RegionName source = new RegionName("us-east-1");
    ReplicatorSettings settings =
        ReplicatorSettings.of(
            new RegionName("eu-west-1"),
            URI.create("http://127.0.0.1:1"),
            new TreeMap<>(Map.of(source, "127.0.0.1:1")),
            "127.0.0.1",
            0);
    try (Replicator replicator = Replicator.start(settings)) {
      assertThat(replicator.healthy()).isTrue();
      assertThat(replicator.httpPort()).isPositive();
      assertThat(replicator.status().links())
          .singleElement()
          .satisfies(link -> assertThat(link.source()).isEqualTo(source));
      assertThat(replicator.metrics())
          .contains("pangaea_replication_circuit_open")
          .contains("resilience4j_circuitbreaker_state")
          .contains("resilience4j_retry_calls");
    }
  }
}
