package dev.pangaea.replicator.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.plan.PlanLimits;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicatorSettingsTest {
  private final ReplicatorSettings settings =
      ReplicatorSettings.of(
          new RegionName("eu-west-1"),
          URI.create("http://127.0.0.1:1"),
          new TreeMap<>(Map.of(new RegionName("us-east-1"), "127.0.0.1:1")),
          "127.0.0.1",
          0);

  @Test
  void aBatchHasAtMostASecondsWorthOfTheRate() {
    int unlimited = PlanLimits.DEFAULT.batchChangesMax();

    assertThat(settings.withChangesPerSecondMax(7).limits().batchChangesMax()).isEqualTo(7);
    assertThat(settings.withChangesPerSecondMax(1_000_000).limits().batchChangesMax())
        .isEqualTo(unlimited);
    assertThat(settings.withChangesPerSecondMax(0).limits().batchChangesMax()).isEqualTo(unlimited);
  }
}
