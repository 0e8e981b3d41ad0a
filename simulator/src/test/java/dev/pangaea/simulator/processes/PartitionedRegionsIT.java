package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Promises 2, 3 and 8: {@code -Dpangaea.partition.seconds=60} cuts the regions off for a minute.
 */
@OnSharedRegions
class PartitionedRegionsIT {
  private static final String TABLE = "partitioned";
  private static final int SECONDS = Integer.getInteger("pangaea.partition.seconds", 6);
  private static final ObjectMapper JSON = new ObjectMapper();

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
    regions.createGlobalTable(TABLE);
  }

  @Test
  void bothSidesOfAPartitionGoOnAndConvergeWhenItHeals() throws Exception {
    Load load = Load.start(regions, TABLE, "cut");
    long during;
    try (load) {
      Await.until("load", Await.LONG, () -> load.count() > 100);
      regions.links.partition(List.of("us-east-1", "eu-west-1"));
      long before = load.count();
      for (RegionProcesses target : regions.both()) {
        Await.until(
            "staleness climbs to the length of the partition",
            Await.LONG.plusSeconds(SECONDS),
            () -> staleness(target) >= SECONDS * 1000L);
      }
      during = load.count() - before;
      assertThat(during).as("writes during the partition").isPositive();
      assertThat(load.failures()).isZero();
      assertThat(regions.digest(regions.us, TABLE)).isNotEqualTo(regions.digest(regions.eu, TABLE));
    }

    long healed = System.nanoTime();
    regions.links.heal();
    regions.awaitConverged(TABLE);
    double seconds = (System.nanoTime() - healed) / 1e9;

    for (RegionProcesses region : regions.both()) {
      LogAudit audit = LogAudit.of(region, TABLE);
      assertThat(audit.twice()).isEmpty();
      assertThat(load.acknowledged()).allMatch(audit::holds);
      Await.until("staleness falls", Await.LONG, () -> staleness(region) < SECONDS * 1000L);
    }
    System.out.printf(
        "a partition of %d s, %d items written in it; equal %.1f s after healing: %.0f items/s%n",
        SECONDS, during, seconds, during / seconds);
  }

  private long staleness(RegionProcesses target) throws IOException {
    JsonNode status = JSON.readTree(regions.get(target.replicatorPort, "/status"));
    for (JsonNode table : status.at("/links/0/tables")) {
      if (table.get("table").asText().equals(TABLE)) {
        return table.get("stalenessMillis").asLong();
      }
    }
    throw new IOException("no status of " + TABLE + " yet");
  }
}
