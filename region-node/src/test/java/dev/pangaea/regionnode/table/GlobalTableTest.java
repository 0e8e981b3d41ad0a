package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlobalTableTest {
  private static final KeySchema KEYS =
      new KeySchema(new KeyAttribute("pk", KeyAttribute.Type.S), Optional.empty());
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final RegionName US = new RegionName("us-east-1");

  private RegionInMemory us;
  private RegionInMemory eu;

  @BeforeEach
  void start() {
    us =
        new RegionInMemory(
            "us-east-1",
            new MemoryRegionLog(InstantSource.system()),
            new MemoryStore(),
            "eu-west-1");
    eu =
        new RegionInMemory(
            "eu-west-1",
            new MemoryRegionLog(InstantSource.system()),
            new MemoryStore(),
            "us-east-1");
  }

  @AfterEach
  void stop() {
    us.close();
    eu.close();
  }

  @Test
  void aTableBecomesActiveAndTakesItems() throws Exception {
    create("orders");

    assertThat(us.put("orders", "a", "1")).isInstanceOf(WriteOutcome.Written.class);
    assertThat(us.states("orders")).hasSize(1);
    assertThat(us.tables.table("orders").orElseThrow().global()).isFalse();
  }

  @Test
  void aReplicaIsFilledWithItemsAndTombstonesThatWereThereBefore() throws Exception {
    create("orders");
    for (int index = 0; index < 1000; index++) {
      us.put("orders", "key-" + index, "v");
    }
    us.delete("orders", "key-7");

    replicate("orders");

    assertThat(eu.states("orders")).isEqualTo(us.states("orders")).hasSize(1000);
    assertThat(us.tables.table("orders").orElseThrow().replicas())
        .containsExactly(new TableView.Replica(EU, TableStatus.ACTIVE));
    assertThat(eu.tables.table("orders").orElseThrow().replicas())
        .containsExactly(new TableView.Replica(US, TableStatus.ACTIVE));
  }

  @Test
  void writesOnBothSidesOfACutConvergeWithTheirContexts() throws Exception {
    create("orders");
    replicate("orders");
    for (int index = 0; index < 50; index++) {
      us.put("orders", "key-" + index, "us");
      eu.put("orders", "key-" + index / 2, "eu");
    }
    us.delete("orders", "key-3");

    await(() -> !exchange() && eu.states("orders").equals(us.states("orders")));

    assertThat(us.states("orders")).hasSize(50);
    assertThat(us.store.applied(first(us)).conflicts()).isPositive();
  }

  @Test
  void aRemovedReplicaIsGoneThereAndCanJoinAgain() throws Exception {
    create("orders");
    us.put("orders", "a", "1");
    replicate("orders");

    us.tables.updateReplicas("orders", new ReplicaUpdate.Delete(EU)).toCompletableFuture().get();
    await(() -> exchangeAnd(eu.status("orders").isEmpty()));
    await(() -> exchangeAnd(us.tables.table("orders").orElseThrow().replicas().isEmpty()));
    us.put("orders", "b", "2");
    replicate("orders");

    assertThat(eu.states("orders")).isEqualTo(us.states("orders")).hasSize(2);
  }

  @Test
  void deletingTheTableInOneRegionLeavesTheOther() throws Exception {
    create("orders");
    us.put("orders", "a", "1");
    replicate("orders");

    assertThat(eu.tables.delete("orders").toCompletableFuture().get())
        .isInstanceOf(TableOutcome.Accepted.class);
    await(() -> exchangeAnd(eu.status("orders").isEmpty()));
    await(() -> exchangeAnd(!us.tables.table("orders").orElseThrow().global()));

    assertThat(us.states("orders")).hasSize(1);
  }

  @Test
  void aTableOfTheSameNameElsewhereIsNotReplacedByAReplica() throws Exception {
    create("orders");
    eu.tables.create("orders", TableSettings.onDemand(KEYS)).toCompletableFuture().get();
    await(() -> exchangeAnd(us.catalog.group("orders").entries().containsKey(EU)));

    assertThat(
            us.tables
                .updateReplicas("orders", new ReplicaUpdate.Create(EU))
                .toCompletableFuture()
                .get())
        .isInstanceOfSatisfying(
            TableOutcome.Refused.class,
            refused -> assertThat(refused.message()).contains("already existed as tables"));
  }

  private void create(String table) throws Exception {
    us.tables.create(table, TableSettings.onDemand(KEYS)).toCompletableFuture().get();
    await(() -> us.status(table).equals(Optional.of(TableStatus.ACTIVE)));
  }

  private void replicate(String table) throws Exception {
    assertThat(
            us.tables
                .updateReplicas(table, new ReplicaUpdate.Create(EU))
                .toCompletableFuture()
                .get())
        .isInstanceOf(TableOutcome.Accepted.class);
    await(
        () ->
            exchangeAnd(
                eu.status(table).equals(Optional.of(TableStatus.ACTIVE))
                    && us.status(table).equals(Optional.of(TableStatus.ACTIVE))));
    await(() -> exchangeAnd(eu.states(table).equals(us.states(table))));
  }

  private static dev.pangaea.regionnode.store.PartitionId first(RegionInMemory region) {
    return new dev.pangaea.regionnode.store.PartitionId(
        region.tables.table("orders").orElseThrow().storeNumber(), 0);
  }

  private boolean exchange() throws Exception {
    boolean there = eu.takeInFrom(us);
    boolean here = us.takeInFrom(eu);
    return there || here;
  }

  private boolean exchangeAnd(boolean holds) throws Exception {
    exchange();
    return holds;
  }

  /** Tries again until the condition holds; each try exchanges changes, so time moves. */
  private static void await(Callable<Boolean> condition) throws Exception {
    long bound = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(bound);
      Thread.onSpinWait();
    }
  }
}
