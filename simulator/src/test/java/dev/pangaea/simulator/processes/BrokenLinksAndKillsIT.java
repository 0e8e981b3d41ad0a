package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.link.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Transactions and indexes while links break and processes are killed: in the end both regions hold
 * the same, every index holds what the items come to, no transaction is half done, and what clients
 * were told of few items that all write fits the logs of both regions. {@code -Dpangaea.kills=10}
 * kills more; {@code -Dpangaea.live.minutes=10} goes on for so long with faults drawn from {@code
 * -Dpangaea.live.seed=1}.
 */
@OnSharedRegions
class BrokenLinksAndKillsIT {
  private static final String ACCOUNTS = "accounts";
  private static final int KILLS = Integer.getInteger("pangaea.kills", 3);
  private static final Duration LIVE =
      Duration.ofMinutes(Integer.getInteger("pangaea.live.minutes", 0));
  private static final long SEED = Long.getLong("pangaea.live.seed", 1);
  private static final int TRANSACTIONS_BETWEEN_FAULTS = 30;
  private static final Duration BOUND = Await.LONG;

  private enum Break {
    BOTH_WAYS,
    FROM_US,
    RESET,
    FROM_EU
  }

  private TwoRegions regions;
  private GlobalIndexes indexes;

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
    regions.createGlobalTable(ACCOUNTS);
    regions.createGlobalTable(Orders.table());
    indexes = new GlobalIndexes(regions, Orders.TABLE);
  }

  @Test
  void transactionsAreWholeAndIndexesRightInBothRegionsInTheEnd() throws Exception {
    List<RegionLoad> loads;
    Histories histories = Histories.start(regions, SEED);
    try (histories;
        RegionLoad us = RegionLoad.start(regions.us, ACCOUNTS);
        RegionLoad eu = RegionLoad.start(regions.eu, ACCOUNTS)) {
      loads = List.of(us, eu);
      awaitTransactions(loads);
      breakLinks(Break.BOTH_WAYS);
      awaitTransactions(loads);
      indexes.add(regions.us, Orders.byOwner());
      for (int kill = 0; kill < KILLS; kill++) {
        killWhileLinksAreBroken(kill, loads);
      }
      strikeAtRandom(loads, histories);
    }
    long loaded = System.nanoTime();
    regions.awaitConverged(ACCOUNTS);
    regions.awaitConverged(Orders.TABLE);
    regions.awaitConverged(Histories.TABLE);
    double seconds = (System.nanoTime() - loaded) / 1e9;

    for (RegionProcesses region : regions.both()) {
      for (String table : List.of(ACCOUNTS, Orders.TABLE)) {
        assertThat(LogAudit.of(region, table).twice())
            .as("writes to %s that count twice in %s", table, region.name)
            .isEmpty();
      }
    }
    System.out.println(histories);
    assertThat(histories.done()).as("operations whose outcome is known").isPositive();
    assertThat(histories.verdict()).as("promises broken, by histories and logs").isEmpty();
    for (RegionLoad load : loads) {
      System.out.println(load);
      assertThat(load.contended()).as("writes to contended items: %s", load).isPositive();
      assertThat(load.faultsSeen()).as("seen together in one region").isEmpty();
      for (RegionProcesses region : regions.both()) {
        assertThat(load.faults(region)).as("%s, seen in %s", load, region.name).isEmpty();
      }
    }
    indexes.awaitActive(Orders.BY_OWNER);
    long rows = checkIndexes();

    indexes.delete(regions.us, Orders.BY_LABEL);
    indexes.awaitGone(Orders.BY_LABEL);
    indexes.add(regions.eu, Orders.byLabel());
    indexes.awaitActive(Orders.BY_LABEL);
    assertThat(checkIndexes()).as("rows once an index is made anew").isEqualTo(rows);
    System.out.printf(
        "%d kills; regions equal %.1f s after the load, %d rows of indexes right in each%n",
        KILLS, seconds, rows);
  }

  /** Begins with broken links and ends with others; each second time, while regions catch up. */
  private void killWhileLinksAreBroken(int number, List<RegionLoad> loads) throws Exception {
    RegionProcesses region = regions.both().get(number % 2);
    RegionProcesses.Part[] parts = RegionProcesses.Part.values();
    RegionProcesses.Part part = parts[(number + 1) % parts.length];
    if (number % 2 == 1) {
      regions.links.heal();
    }
    region.part(part).restart();
    awaitTransactions(loads);
    regions.links.heal();
    breakLinks(Break.values()[(number + 1) % Break.values().length]);
    awaitTransactions(loads);
    if (number == KILLS - 1) {
      regions.links.heal();
    }
  }

  /** One fault after the other, each once both regions have served for a while. */
  private void strikeAtRandom(List<RegionLoad> loads, Histories histories) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long began = System.nanoTime();
    long until = began + LIVE.toNanos();
    while (System.nanoTime() - until < 0) {
      ProcessFault fault = ProcessFault.draw(random);
      System.out.printf(
          "LIVE %4d s, seed %d: %s; %s%n",
          (System.nanoTime() - began) / 1_000_000_000, SEED, fault, histories.done());
      fault.strike(regions, region -> awaitTransactions(loads.get(regions.both().indexOf(region))));
      awaitTransactions(loads);
    }
    regions.links.reset();
  }

  private void breakLinks(Break how) {
    switch (how) {
      case BOTH_WAYS -> regions.links.partition(List.of(regions.us.name, regions.eu.name));
      case FROM_US -> regions.links.partitionOneWay(regions.us.name, regions.eu.name);
      case FROM_EU -> regions.links.partitionOneWay(regions.eu.name, regions.us.name);
      case RESET -> regions.links.links().forEach(Link::resetConnections);
    }
  }

  /** Both regions go on, also with reads of several items together. */
  private static void awaitTransactions(List<RegionLoad> loads) {
    loads.forEach(BrokenLinksAndKillsIT::awaitTransactions);
  }

  private static void awaitTransactions(RegionLoad load) {
    long transactions = load.transactions() + TRANSACTIONS_BETWEEN_FAULTS;
    long looks = load.looks() + 1;
    Await.until(
        "transactions go on: " + load,
        BOUND,
        () -> load.transactions() >= transactions && load.looks() >= looks);
  }

  /** How many rows all indexes have, and that they are right, whichever way they are read. */
  private long checkIndexes() {
    List<Long> rows = new ArrayList<>();
    for (RegionProcesses region : regions.both()) {
      IndexAudit orders = IndexAudit.of(region, Orders.TABLE);
      IndexAudit accounts = IndexAudit.of(region, ACCOUNTS);
      assertThat(orders.indexes())
          .containsExactlyInAnyOrder("byTotal", "byStatus", Orders.BY_LABEL, Orders.BY_OWNER);
      assertThat(orders.faults()).as("in " + region.name).isEmpty();
      assertThat(accounts.faults()).as("in " + region.name).isEmpty();
      rows.add(orders.rows() + accounts.rows());
    }
    assertThat(rows.getFirst()).isEqualTo(rows.getLast()).isPositive();
    return rows.getFirst();
  }
}
