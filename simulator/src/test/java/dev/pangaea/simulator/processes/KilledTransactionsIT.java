package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No transaction is half done, whoever is killed when: {@code -Dpangaea.kills=10} kills more. */
@OnSharedRegions
class KilledTransactionsIT {
  private static final int KILLS = Integer.getInteger("pangaea.kills", 3);
  private static final int TRANSFERS_BETWEEN_KILLS = 50;
  private static final int THREADS = 4;
  private static final Duration BOUND = Await.LONG;

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "KAFKA"})
  void everyTransferIsWholeInBothRegionsAfterKills(RegionProcesses.Part part) throws Exception {
    String table = "transfers-" + part;
    regions.createGlobalTable(table);
    Transfers transfers;
    try (Workers workers = new Workers(regions.us)) {
      TransactionSender sender = new TransactionSender(workers::stopped);
      transfers = Transfers.start(regions.us, table, workers, sender, THREADS);
      for (int kill = 0; kill < KILLS; kill++) {
        awaitTransfers(transfers);
        regions.us.part(part).restart();
      }
      awaitTransfers(transfers);
    }
    regions.awaitConverged(table);

    assertThat(transfers.wrongSums()).as("balances read together").isEmpty();
    assertThat(transfers.looks()).isPositive();
    for (RegionProcesses region : regions.both()) {
      LogAudit audit = LogAudit.of(region, table);
      assertThat(audit.twice()).as("writes that count twice in " + region.name).isEmpty();
      assertThat(transfers.acknowledged())
          .as("acknowledged transfers in the log of " + region.name)
          .allMatch(audit::holds);
      assertThat(transfers.faults(TableScan.of(region, table))).as("in " + region.name).isEmpty();
    }
    System.out.printf(
        "%s killed %d times: %d transfers, all whole in both regions; %d looks at all accounts%n",
        part, KILLS, transfers.count(), transfers.looks());
  }

  private static void awaitTransfers(Transfers transfers) {
    long before = transfers.count();
    long looks = transfers.looks();
    Await.until(
        "transfers go on, and are looked at",
        BOUND,
        () -> transfers.count() >= before + TRANSFERS_BETWEEN_KILLS && transfers.looks() > looks);
  }
}
