package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A region whose store lost all, as after a kill, and whose log did not. */
class CatalogRecoveryTest {
  private static final TableSettings SETTINGS =
      TableSettings.onDemand(
          new KeySchema(new KeyAttribute("pk", KeyAttribute.Type.S), Optional.empty()));

  @RepeatedTest(5)
  void aTableIsNotMadeAnewBeforeTheCatalogIsKnown() {
    MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
    String tableId;
    try (RegionInMemory region = new RegionInMemory("us-east-1", logs, new MemoryStore())) {
      create(region).join();
      awaitActive(region);
      assertThat(region.put("orders", "a", "1")).isInstanceOf(WriteOutcome.Written.class);
      tableId = region.tables.table("orders").orElseThrow().tableId();
    }

    try (RegionInMemory region = new RegionInMemory("us-east-1", logs, new MemoryStore())) {
      assertThat(create(region).join()).isInstanceOf(TableOutcome.InUse.class);
      assertThat(region.tables.table("orders").orElseThrow().tableId()).isEqualTo(tableId);
      assertThat(region.put("orders", "b", "2")).isInstanceOf(WriteOutcome.Written.class);
      assertThat(region.states("orders")).hasSize(2);
    }
  }

  @Test
  void theCatalogIsNotKnownBeforeItsLogIsRead() throws Exception {
    MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
    try (RegionInMemory region = new RegionInMemory("us-east-1", logs, new MemoryStore())) {
      create(region).join();
      awaitActive(region);
    }

    logs.available(false);
    try (RegionInMemory region = new RegionInMemory("us-east-1", logs, new MemoryStore())) {
      assertThat(region.tables.table("orders")).isEmpty();
      assertThat(region.tables.known()).isFalse();
      logs.available(true);
      RegionPair.await(region.tables::known);
      assertThat(region.tables.table("orders")).isPresent();
    }
  }

  @Test
  void aTableIsRefusedIfTheCatalogIsNotKnownInTimeAndMadeIfItIs() throws Exception {
    MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
    logs.available(false);
    try (RegionInMemory region = new RegionInMemory("us-east-1", logs, new MemoryStore())) {
      CompletableFuture<TableOutcome> tooEarly = create(region);
      region.turns.pass(Duration.ofSeconds(3));
      RegionPair.await(tooEarly::isDone);
      assertThat(tooEarly.get()).isInstanceOf(TableOutcome.Unavailable.class);

      CompletableFuture<TableOutcome> inTime = create(region);
      logs.available(true);
      RegionPair.await(inTime::isDone);
      assertThat(inTime.get()).isInstanceOf(TableOutcome.Accepted.class);
    }
  }

  private static CompletableFuture<TableOutcome> create(RegionInMemory region) {
    return region.tables.create("orders", SETTINGS).toCompletableFuture();
  }

  private static void awaitActive(RegionInMemory region) {
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!region.status("orders").equals(Optional.of(TableStatus.ACTIVE))) {
      assertThat(System.nanoTime()).as("waited 60 s").isLessThan(bound);
      Thread.onSpinWait();
    }
  }
}
