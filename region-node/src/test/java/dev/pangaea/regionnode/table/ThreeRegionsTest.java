package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.Roll;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A region leaves while others come, go or hear nothing. */
@Execution(ExecutionMode.CONCURRENT)
class ThreeRegionsTest {
  private static final String TABLE = "orders";
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";

  private final MemoryRegionLog usLogs = new MemoryRegionLog(InstantSource.system());
  private final MemoryStore usStore = new MemoryStore();
  private RegionInMemory us = new RegionInMemory(US, usLogs, usStore, EU, AP);
  private final RegionInMemory eu = region(EU, US, AP);
  private final RegionInMemory ap = region(AP, US, EU);

  @AfterEach
  void stop() {
    List.of(us, eu, ap).forEach(RegionInMemory::close);
  }

  @Test
  void aLeavingRegionWaitsForEveryoneWhoStays() throws Exception {
    global(EU);
    global(AP);
    write(eu, 100);
    accepted(eu.tables.delete(TABLE).toCompletableFuture().get());

    await(
        () -> {
          us.takeInFrom(eu);
          eu.takeInFrom(us);
          return !us.catalog.ownLiving(TABLE).orElseThrow().farewells().isEmpty();
        });
    await(() -> !eu.takeInFrom(us));
    assertThat(eu.status(TABLE)).contains(TableStatus.DELETING);

    await(() -> exchangeAnd(eu.status(TABLE).isEmpty()));
    await(() -> exchangeAnd(ap.states(TABLE).size() == 100));
    assertThat(us.states(TABLE)).isEqualTo(ap.states(TABLE));
  }

  @Test
  void aRegionThatIsLetInMeanwhileGetsTheLastWritesOfTheOneThatLeaves() throws Exception {
    global(EU);
    write(eu, 100);
    accepted(invite(AP));
    accepted(eu.tables.delete(TABLE).toCompletableFuture().get());

    await(() -> exchangeAnd(eu.status(TABLE).isEmpty()));
    await(() -> exchangeAnd(ap.states(TABLE).equals(us.states(TABLE))));
    assertThat(us.states(TABLE)).hasSize(100);
  }

  @Test
  void aRegionThatIsLetInAfterTheFarewellGetsTheLastWritesByItsCopy() throws Exception {
    global(EU);
    write(eu, 100);
    accepted(eu.tables.delete(TABLE).toCompletableFuture().get());
    await(
        () -> {
          us.takeInFrom(eu);
          return !us.catalog.ownLiving(TABLE).orElseThrow().farewells().isEmpty();
        });
    accepted(invite(AP));

    await(() -> exchangeAnd(ap.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))));
    await(() -> exchangeAnd(eu.status(TABLE).isEmpty()));
    assertThat(ap.states(TABLE)).isEqualTo(us.states(TABLE)).hasSize(100);
  }

  @Test
  void aRegionThatIsLetInHearsOfWhatTheOneThatFillsItKeepsAside() throws Exception {
    global(EU);
    eu.clockAhead(Duration.ofDays(2));
    write(eu, 10);
    us.takeInFrom(eu);
    assertThat(us.states(TABLE)).isEmpty();
    global(AP);

    assertThat(keptAside(us)).hasSize(10);
    assertThat(keptAside(ap)).isEqualTo(keptAside(us));
  }

  @Test
  void aRegionThatIsRemovedWhileItFillsAnotherGoesOnWithItFirst() throws Exception {
    global(EU);
    write(us, 100);
    accepted(invite(AP));
    accepted(
        eu.tables
            .updateReplicas(TABLE, new ReplicaUpdate.Delete(new RegionName(US)))
            .toCompletableFuture()
            .get());
    await(
        () -> {
          us.takeInFrom(eu);
          return us.status(TABLE).equals(Optional.of(TableStatus.DELETING));
        });

    await(() -> exchangeAnd(ap.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))));
    await(() -> exchangeAnd(us.status(TABLE).isEmpty()));
    assertThat(ap.states(TABLE)).isEqualTo(eu.states(TABLE)).hasSize(100);
  }

  @Test
  void aDeadRegionIsLostOnceItHasLeftAndIsNoPeerAnyMore() throws Exception {
    global(EU);
    global(AP);
    accepted(
        us.tables
            .updateReplicas(TABLE, new ReplicaUpdate.Delete(new RegionName(AP)))
            .toCompletableFuture()
            .get());
    assertThat(roll()).isEqualTo(new Roll(regions(EU, AP), regions()));
    assertThat(us.intakes.from(new RegionName(AP)))
        .anyMatch(intake -> intake.table().equals(TABLE));
    us.close();
    us = new RegionInMemory(US, usLogs, usStore, EU);
    await(() -> us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));

    assertThat(roll()).isEqualTo(new Roll(regions(EU), regions(), regions(AP)));
    assertThat(us.intakes.from(new RegionName(AP)))
        .noneMatch(intake -> intake.table().equals(TABLE));
  }

  @Test
  void aDeadRegionThatHasNotLeftIsWaitedForThoughItIsNoPeer() throws Exception {
    global(EU);
    global(AP);
    us.close();
    us = new RegionInMemory(US, usLogs, usStore, EU);
    await(() -> us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));

    assertThat(roll()).isEqualTo(new Roll(regions(EU, AP), regions()));
  }

  @Test
  void whatARegionSaidOfAnotherLastsWhenItGoesAndComesAgain() throws Exception {
    global(EU);
    global(AP);
    accepted(eu.tables.updateReplicas(TABLE, reads(AP, 7)).toCompletableFuture().get());
    await(() -> exchangeAnd(readsMax(ap).equals(Optional.of(7L))));
    accepted(eu.tables.delete(TABLE).toCompletableFuture().get());
    await(() -> exchangeAnd(eu.status(TABLE).isEmpty()));
    global(EU);

    await(() -> exchangeAnd(allKnowTheSame()));
    assertThat(readsMax(ap)).contains(7L);
  }

  @Test
  void aRegionThatIsMadeAnewHasNothingThatWasSaidOfItBeforeElsewhere() throws Exception {
    global(EU);
    global(AP);
    accepted(
        us.tables
            .updateReplicas(TABLE, new ReplicaUpdate.Delete(new RegionName(EU)))
            .toCompletableFuture()
            .get());
    accepted(ap.tables.updateReplicas(TABLE, reads(EU, 7)).toCompletableFuture().get());
    await(
        () -> {
          eu.takeInFrom(us);
          eu.takeInFrom(ap);
          ap.takeInFrom(us);
          ap.takeInFrom(eu);
          us.takeInFrom(eu);
          return us.catalog.group(TABLE).entries().get(new RegionName(EU)).gone();
        });
    global(EU);

    await(() -> exchangeAnd(allKnowTheSame()));
    assertThat(readsMax(eu)).isEmpty();
  }

  /** By version, wherever they are kept. */
  private static TreeMap<Version, Change> keptAside(RegionInMemory region) {
    TreeMap<Version, Change> kept = new TreeMap<>();
    TableView view = region.tables.table(TABLE).orElseThrow();
    for (int partition = 0; partition < view.partitions(); partition++) {
      region
          .store
          .refused(new PartitionId(view.storeNumber(), partition), Integer.MAX_VALUE)
          .forEach(each -> kept.put(each.change().version(), each.change()));
    }
    return kept;
  }

  private Roll roll() {
    return us.catalog.group(TABLE).roll(us.catalog.ownLiving(TABLE).orElseThrow());
  }

  private static TreeSet<RegionName> regions(String... names) {
    TreeSet<RegionName> regions = new TreeSet<>();
    for (String name : names) {
      regions.add(new RegionName(name));
    }
    return regions;
  }

  private void global(String region) throws Exception {
    if (us.status(TABLE).isEmpty()) {
      us.tables.create(TABLE, TableSettings.onDemand(RegionPair.KEYS)).toCompletableFuture().get();
      await(() -> us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
    }
    accepted(invite(region));
    await(
        () ->
            exchangeAnd(
                us.tables.table(TABLE).orElseThrow().replicas().stream()
                    .allMatch(replica -> replica.status() == TableStatus.ACTIVE)));
  }

  private TableOutcome invite(String region) throws Exception {
    return us.tables
        .updateReplicas(TABLE, new ReplicaUpdate.Create(new RegionName(region)))
        .toCompletableFuture()
        .get();
  }

  private static ReplicaUpdate reads(String region, long unitsMax) {
    return new ReplicaUpdate.Update(
        new RegionName(region),
        new ReplicaOverrides(
            Optional.empty(), Optional.of(unitsMax), Optional.empty(), new TreeMap<>()));
  }

  private static Optional<Long> readsMax(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().settings().capacity()
            instanceof Capacity.OnDemand(RequestMaximum maximum)
        ? maximum.readUnits()
        : Optional.empty();
  }

  private boolean allKnowTheSame() {
    return us.catalog.group(TABLE).entries().equals(eu.catalog.group(TABLE).entries())
        && us.catalog.group(TABLE).entries().equals(ap.catalog.group(TABLE).entries());
  }

  private boolean exchangeAnd(boolean holds) throws Exception {
    for (RegionInMemory target : List.of(us, eu, ap)) {
      for (RegionInMemory source : List.of(us, eu, ap)) {
        if (source != target) {
          target.takeInFrom(source);
        }
      }
    }
    return holds;
  }

  private static RegionInMemory region(String name, String... peers) {
    return new RegionInMemory(
        name, new MemoryRegionLog(InstantSource.system()), new MemoryStore(), peers);
  }

  private static void write(RegionInMemory region, int items) {
    for (int index = 0; index < items; index++) {
      assertThat(region.put(TABLE, "key-" + index, "v")).isInstanceOf(WriteOutcome.Written.class);
    }
  }

  private static void accepted(TableOutcome outcome) {
    assertThat(outcome).isInstanceOf(TableOutcome.Accepted.class);
  }
}
