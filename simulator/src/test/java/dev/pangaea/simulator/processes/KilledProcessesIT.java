package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promises 1, 3, 6 and 7, with SIGKILL: {@code -Dpangaea.kills=10} kills each process ten times.
 */
@OnSharedRegions
class KilledProcessesIT {
  private static final int KILLS = Integer.getInteger("pangaea.kills", 2);
  private static final int WRITES_BETWEEN_KILLS = 200;
  private static final Duration BOUND = Await.LONG;

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
  }

  @ParameterizedTest
  @EnumSource
  void everyAcknowledgedWriteIsThereOnceInBothRegionsAfterKills(RegionProcesses.Part part)
      throws Exception {
    String table = "kills-" + part;
    regions.createGlobalTable(table);
    Load load = Load.start(regions, table, part.name());
    try (load) {
      for (int kill = 0; kill < KILLS; kill++) {
        awaitWrites(load);
        RegionProcesses region = regions.both().get(kill % 2);
        region.part(part).restart();
      }
      awaitWrites(load);
    }
    regions.awaitConverged(table);

    for (RegionProcesses region : regions.both()) {
      LogAudit audit = LogAudit.of(region, table);
      assertThat(audit.twice()).as("writes that count twice in " + region.name).isEmpty();
      assertThat(load.acknowledged())
          .as("acknowledged writes in the log of " + region.name)
          .allMatch(audit::holds);
    }
    System.out.printf(
        "%s killed %d times under load: %d acknowledged writes, %d refused, all in both logs once%n",
        part, KILLS, load.count(), load.failures());
  }

  private static void awaitWrites(Load load) {
    long before = load.count();
    Await.until("writes go on", BOUND, () -> load.count() >= before + WRITES_BETWEEN_KILLS);
  }
}
