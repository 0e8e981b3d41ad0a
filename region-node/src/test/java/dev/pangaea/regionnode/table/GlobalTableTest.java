package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.EU;
import static dev.pangaea.regionnode.table.RegionPair.US;
import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlobalTableTest {
  private RegionPair regions;
  private RegionInMemory us;
  private RegionInMemory eu;

  @BeforeEach
  void start() {
    regions = new RegionPair();
    us = regions.us;
    eu = regions.eu;
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aTableBecomesActiveAndTakesItems() throws Exception {
    regions.create("orders");

    assertThat(us.put("orders", "a", "1")).isInstanceOf(WriteOutcome.Written.class);
    assertThat(us.states("orders")).hasSize(1);
    assertThat(us.tables.table("orders").orElseThrow().global()).isFalse();
  }

  @Test
  void aReplicaIsFilledWithItemsAndTombstonesThatWereThereBefore() throws Exception {
    regions.create("orders");
    for (int index = 0; index < 1000; index++) {
      us.put("orders", "key-" + index, "v");
    }
    us.delete("orders", "key-7");

    regions.replicate("orders");

    assertThat(items(eu)).isEqualTo(items(us)).hasSize(999);
    assertThat(us.tables.table("orders").orElseThrow().replicas())
        .containsExactly(new TableView.Replica(EU, TableStatus.ACTIVE));
    assertThat(eu.tables.table("orders").orElseThrow().replicas())
        .containsExactly(new TableView.Replica(US, TableStatus.ACTIVE));
  }

  @Test
  void writesOnBothSidesOfACutConvergeWithTheirContexts() throws Exception {
    regions.create("orders");
    regions.replicate("orders");
    for (int index = 0; index < 50; index++) {
      us.put("orders", "key-" + index, "us");
      eu.put("orders", "key-" + index / 2, "eu");
    }
    us.delete("orders", "key-3");

    await(() -> !regions.exchange() && eu.states("orders").equals(us.states("orders")));

    assertThat(us.states("orders")).hasSize(50);
    assertThat(us.store.applied(first(us)).conflicts()).isPositive();
  }

  @Test
  void aRemovedReplicaIsGoneThereAndCanJoinAgain() throws Exception {
    regions.create("orders");
    us.put("orders", "a", "1");
    regions.replicate("orders");

    us.tables.updateReplicas("orders", new ReplicaUpdate.Delete(EU)).toCompletableFuture().get();
    await(() -> regions.exchangeAnd(eu.status("orders").isEmpty()));
    await(() -> regions.exchangeAnd(us.tables.table("orders").orElseThrow().replicas().isEmpty()));
    us.put("orders", "b", "2");
    regions.replicate("orders");

    assertThat(eu.states("orders")).isEqualTo(us.states("orders")).hasSize(2);
  }

  @Test
  void deletingTheTableInOneRegionLeavesTheOther() throws Exception {
    regions.create("orders");
    us.put("orders", "a", "1");
    regions.replicate("orders");

    assertThat(eu.tables.delete("orders").toCompletableFuture().get())
        .isInstanceOf(TableOutcome.Accepted.class);
    await(() -> regions.exchangeAnd(eu.status("orders").isEmpty()));
    await(() -> regions.exchangeAnd(!us.tables.table("orders").orElseThrow().global()));

    assertThat(us.states("orders")).hasSize(1);
  }

  @Test
  void aTableOfTheSameNameElsewhereIsNotReplacedByAReplica() throws Exception {
    regions.create("orders");
    eu.tables.create("orders", TableSettings.onDemand(RegionPair.KEYS)).toCompletableFuture().get();
    await(() -> regions.exchangeAnd(us.catalog.group("orders").entries().containsKey(EU)));

    assertThat(
            us.tables
                .updateReplicas("orders", new ReplicaUpdate.Create(EU))
                .toCompletableFuture()
                .get())
        .isInstanceOfSatisfying(
            TableOutcome.Refused.class,
            refused -> assertThat(refused.message()).contains("already existed as tables"));
  }

  private static dev.pangaea.regionnode.store.PartitionId first(RegionInMemory region) {
    return new dev.pangaea.regionnode.store.PartitionId(
        region.tables.table("orders").orElseThrow().storeNumber(), 0);
  }

  /** Without tombstones, which regions may drop at any moment once both have them. */
  private static SortedMap<String, ItemState> items(RegionInMemory region) {
    SortedMap<String, ItemState> items = new TreeMap<>(region.states("orders"));
    items.values().removeIf(state -> state.content().visible().isEmpty());
    return items;
  }
}
