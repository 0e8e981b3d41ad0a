package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.EU;
import static dev.pangaea.regionnode.table.RegionPair.US;
import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Intake;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a region acknowledged outlives its replica. */
@Execution(ExecutionMode.CONCURRENT)
class DepartureTest {
  private static final String TABLE = "orders";
  private static final Predicate<Intake> CATALOG = intake -> intake.table().equals(Catalog.TABLE);

  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    regions.create(TABLE);
    for (int index = 0; index < 50; index++) {
      regions.us.put(TABLE, "us-" + index, "us");
    }
    regions.replicate(TABLE);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aRegionThatDeletesItsTableWhileCutOffStaysUntilItsWritesAreTakenIn() throws Exception {
    writeInEu(100);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());

    await(() -> entry(regions.eu).departure().isPresent());
    assertThat(regions.eu.status(TABLE)).contains(TableStatus.DELETING);
    assertThat(regions.eu.intakes.awaitedDepartures())
        .containsExactly(new AwaitedDeparture(TABLE, new TreeSet<>(List.of(US))));

    awaitGone();
    assertThat(regions.us.states(TABLE)).hasSize(150);
    assertThat(regions.us.tables.table(TABLE).orElseThrow().global()).isFalse();
    assertThat(regions.eu.intakes.awaitedDepartures()).isEmpty();
  }

  @Test
  void writesInARegionThatHasNotHeardOfItsRemovalArrive() throws Exception {
    accepted(
        regions
            .us
            .tables
            .updateReplicas(TABLE, new ReplicaUpdate.Delete(EU))
            .toCompletableFuture()
            .get());
    writeInEu(100);

    awaitGone();
    assertThat(regions.us.states(TABLE)).hasSize(150);
  }

  @Test
  void writesThatWereAcknowledgedWhileTheTableWasBeingDeletedArrive() throws Exception {
    int taken = 0;
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    while (regions.eu.put(TABLE, "late-" + taken, "eu") instanceof WriteOutcome.Written) {
      taken++;
    }
    int acknowledged = taken;

    awaitGone();
    assertThat(
            regions.us.states(TABLE).keySet().stream().filter(key -> key.contains("late-")).count())
        .isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void noWriteIsTakenOnceTheEndOfTheLogIsSaid() throws Exception {
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> entry(regions.eu).departure().isPresent());

    assertThat(regions.eu.put(TABLE, "late", "eu")).isInstanceOf(WriteOutcome.Unavailable.class);
  }

  @Test
  void aLeavingRegionThatRestartsGoesOnWaiting() throws Exception {
    writeInEu(100);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> entry(regions.eu).departure().isPresent());

    regions.restartEu(US.value());
    await(() -> regions.eu.status(TABLE).equals(Optional.of(TableStatus.DELETING)));

    awaitGone();
    assertThat(regions.us.states(TABLE)).hasSize(150);
  }

  @Test
  void aLeavingRegionThatDiesBeforeItHasSealedItsLogLosesNothing() throws Exception {
    writeInEu(100);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());

    regions.restartEu(US.value());

    awaitGone();
    assertThat(regions.us.states(TABLE)).hasSize(150);
  }

  @Test
  void aRegionThatDiesAfterItHasDroppedItsLogEndsTheDeletion() throws Exception {
    writeInEu(10);
    String log = entry(regions.eu).log();
    regions.euLogs.answersDeletes(false);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> regions.exchangeAnd(!regions.euLogs.exists(log)));

    regions.restartEu(US.value());
    regions.euLogs.answersDeletes(true);

    awaitGone();
    assertThat(regions.us.states(TABLE)).hasSize(60);
  }

  @Test
  void whatTheLogOfALeavingRegionLostArrivesByACopy() throws Exception {
    writeInEu(100);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> entry(regions.eu).departure().isPresent());
    for (MemoryPartitionLog log : regions.eu.logs(TABLE)) {
      log.trim(log.endOffset());
    }

    awaitGone();
    assertThat(regions.us.states(TABLE)).hasSize(150);
  }

  @Test
  void theLastRegionIsNotDeletedBeforeItHasAllOfTheOnesThatLeft() throws Exception {
    writeInEu(100);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    await(
        () -> {
          regions.us.takeInFrom(regions.eu, CATALOG);
          return regions.us.catalog.group(TABLE).staying(entry(regions.us)).isEmpty();
        });

    assertThat(regions.us.tables.delete(TABLE).toCompletableFuture().get())
        .isEqualTo(
            new TableOutcome.Refused(
                "The last active replica of table: 'orders'  in region: 'us-east-1' cannot be deleted until all writes are replicated."));

    awaitGone();
    accepted(regions.us.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> regions.us.status(TABLE).isEmpty());
  }

  @Test
  void aRegionThatIsNoPeerAnyMoreIsNotWaitedFor() throws Exception {
    writeInEu(10);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> entry(regions.eu).departure().isPresent());

    regions.restartEu();

    await(() -> regions.eu.status(TABLE).isEmpty());
  }

  @Test
  void regionsThatLeaveAtTheSameTimeDoNotWaitForEachOther() throws Exception {
    writeInEu(10);
    accepted(regions.eu.tables.delete(TABLE).toCompletableFuture().get());
    accepted(regions.us.tables.delete(TABLE).toCompletableFuture().get());

    awaitGone();
    await(() -> regions.exchangeAnd(regions.us.status(TABLE).isEmpty()));
  }

  @Test
  void aNameThatIsTakenElsewhereIsNotWaitedFor() throws Exception {
    String other = "invoices";
    regions.create(other);
    accepted(
        regions
            .eu
            .tables
            .create(other, TableSettings.onDemand(RegionPair.KEYS))
            .toCompletableFuture()
            .get());
    regions.invite(other);

    await(() -> regions.exchangeAnd(!regions.us.tables.table(other).orElseThrow().global()));
    await(() -> regions.us.catalog.group(other).staying(entry(regions.us, other)).isEmpty());
    accepted(regions.us.tables.delete(other).toCompletableFuture().get());
    await(() -> regions.us.status(other).isEmpty());
    assertThat(regions.eu.status(other)).isPresent();
  }

  @Test
  void aCopyThatNobodyCanGiveAnyMoreGoes() throws Exception {
    String other = "invoices";
    createIn(regions.eu, other);
    createIn(regions.us, other);
    regions.invite(other);
    regions.eu.takeInFrom(regions.us);
    await(
        () -> {
          regions.us.takeInFrom(regions.eu);
          return !regions.us.tables.table(other).orElseThrow().global()
              && regions.us.status(other).equals(Optional.of(TableStatus.ACTIVE));
        });
    deleteIn(regions.us, other);
    await(() -> regions.us.status(other).isEmpty());
    createIn(regions.us, other);

    deleteIn(regions.eu, other);
    await(() -> regions.eu.status(other).equals(Optional.of(TableStatus.CREATING)));
    await(() -> regions.exchangeAnd(regions.eu.status(other).isEmpty()));
    assertThat(regions.us.status(other)).contains(TableStatus.ACTIVE);
    regions.replicate(other);
  }

  private static void createIn(RegionInMemory region, String table) throws Exception {
    accepted(
        region
            .tables
            .create(table, TableSettings.onDemand(RegionPair.KEYS))
            .toCompletableFuture()
            .get());
    await(() -> region.status(table).equals(Optional.of(TableStatus.ACTIVE)));
  }

  private static void deleteIn(RegionInMemory region, String table) throws Exception {
    accepted(region.tables.delete(table).toCompletableFuture().get());
  }

  private void writeInEu(int items) {
    for (int index = 0; index < items; index++) {
      assertThat(regions.eu.put(TABLE, "eu-" + index, "eu"))
          .isInstanceOf(WriteOutcome.Written.class);
    }
  }

  private void awaitGone() throws Exception {
    await(() -> regions.exchangeAnd(regions.eu.status(TABLE).isEmpty()));
    await(() -> regions.exchangeAnd(replicas(regions.us) == 0));
  }

  private static int replicas(RegionInMemory region) {
    return region.tables.table(TABLE).map(table -> table.replicas().size()).orElse(0);
  }

  private static CatalogEntry entry(RegionInMemory region) {
    return entry(region, TABLE);
  }

  private static CatalogEntry entry(RegionInMemory region, String table) {
    return region.catalog.ownLiving(table).orElseThrow();
  }

  private static void accepted(TableOutcome outcome) {
    assertThat(outcome).isInstanceOf(TableOutcome.Accepted.class);
  }
}
