package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A region whose log does not say whether an entry of the catalog counts. */
@Execution(ExecutionMode.CONCURRENT)
class CatalogInDoubtTest {
  private static final TableSettings SETTINGS = TableSettings.onDemand(RegionPair.KEYS);

  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
  private final RegionInMemory region =
      new RegionInMemory(
          "us-east-1", logs, new MemoryStore(), Duration.ofSeconds(1), RegionInMemory.TELLING);
  private MemoryPartitionLog catalogLog;

  @BeforeEach
  void start() throws Exception {
    RegionPair.await(region.tables::known);
    catalogLog = logs.partition(Catalog.log(region.name), 0);
  }

  @AfterEach
  void stop() {
    region.close();
  }

  @Test
  void aTableDoesNotGetTheStoreOfOneThatMayYetComeToCount() throws Exception {
    leaveInDoubt("orders");
    CompletableFuture<TableOutcome> asked = request("bills");
    settle(Fate.ACKNOWLEDGED);
    awaitActive("orders");
    asked.join(); // before it is answered it may still make the table, also once that is deleted
    awaitCreated("bills");

    assertThat(number("bills")).isNotEqualTo(number("orders"));
    region.put("orders", "a", "1");
    region.put("bills", "b", "2");
    region.tables.delete("bills").toCompletableFuture().join();
    RegionPair.await(() -> region.status("bills").isEmpty());
    assertThat(region.states("orders")).hasSize(1);
  }

  @Test
  void aTableThatMayYetComeToCountIsNotReplaced() throws Exception {
    leaveInDoubt("orders");
    CompletableFuture<TableOutcome> again = request("orders");
    settle(Fate.ACKNOWLEDGED);

    assertThat(again.join()).isNotInstanceOf(TableOutcome.Accepted.class);
    awaitActive("orders");
    assertThat(create("orders").join()).isInstanceOf(TableOutcome.InUse.class);
  }

  @Test
  void tablesAreMadeAgainOnceAnEntryIsKnownToBeLost() throws Exception {
    leaveInDoubt("orders");
    settle(Fate.IN_DOUBT_LOST);

    awaitCreated("bills");
    assertThat(region.tables.table("orders")).isEmpty();
    awaitCreated("orders");
  }

  @Test
  void tablesWithOneNumberAreNeitherOpenedNorRemoved() throws Exception {
    awaitCreated("orders");
    region.put("orders", "a", "1");
    CatalogEntry bills = withNumber("bills", number("orders"));
    write(bills);

    awaitCreated("later");
    assertThat(region.status("bills")).contains(TableStatus.CREATING);
    assertThat(logs.exists(bills.log())).isFalse();
    write(bills.with(TableStatus.DELETING));
    region.tables.delete("later").toCompletableFuture().join();
    RegionPair.await(() -> region.status("later").isEmpty());
    assertThat(region.status("bills")).contains(TableStatus.DELETING);
    assertThat(region.states("orders")).hasSize(1);
  }

  @Test
  void aNumberIsGivenOnceThoughTheCatalogDoesNotSaySo() {
    StoreNumbers numbers = new StoreNumbers(new Catalog(region.name, Set.of()));

    assertThat(numbers.next()).isEqualTo(PartitionId.CATALOG_TABLE + 1);
    assertThat(numbers.next()).isEqualTo(PartitionId.CATALOG_TABLE + 2);
  }

  private void write(CatalogEntry entry) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    region.lifecycle.inTurn(() -> written.complete(region.lifecycle.writer().write(entry)));
    assertThat(written.join()).isTrue();
  }

  private void leaveInDoubt(String table) {
    catalogLog.usualFate(Fate.HELD);
    assertThat(create(table).join()).isInstanceOf(TableOutcome.Unavailable.class);
  }

  /** Asks for a table, and returns once something waits for the catalog's leader. */
  private CompletableFuture<TableOutcome> request(String table) throws Exception {
    CompletableFuture<TableOutcome> outcome = create(table);
    RegionPair.await(
        () ->
            region.leaders.status().stream()
                .anyMatch(
                    status ->
                        status.partition().equals(PartitionId.CATALOG) && status.waiting() > 0));
    return outcome;
  }

  private void settle(Fate fate) {
    catalogLog.forgetFates();
    catalogLog.settle(fate);
  }

  private CompletableFuture<TableOutcome> create(String table) {
    return region.tables.create(table, SETTINGS).toCompletableFuture();
  }

  /** Asks for the table until it is there. */
  private void awaitCreated(String table) throws Exception {
    RegionPair.await(() -> !(create(table).join() instanceof TableOutcome.Unavailable));
    awaitActive(table);
  }

  private void awaitActive(String table) throws Exception {
    RegionPair.await(() -> region.status(table).equals(Optional.of(TableStatus.ACTIVE)));
  }

  private int number(String table) {
    return region.tables.table(table).orElseThrow().storeNumber();
  }

  private CatalogEntry withNumber(String table, int number) {
    String id = "11111111-2222-3333-4444-555555555555";
    return CatalogEntry.creating(
        new TableCopy(
            table, region.name, id, id, number, TableLifecycle.log(region.name, table, id), 4),
        1,
        SETTINGS,
        new TreeMap<>());
  }
}
