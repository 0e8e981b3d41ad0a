package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingChange;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A provisioned table in two regions: writes are one for both, reads are each region's own. */
@Execution(ExecutionMode.CONCURRENT)
class ScaledRegionsTest {
  private static final String TABLE = "orders";

  private final RegionPair regions = new RegionPair();

  @BeforeEach
  void create() throws Exception {
    regions
        .us
        .tables
        .create(
            TABLE, TableSettings.onDemand(RegionPair.KEYS).with(new Capacity.Provisioned(10, 10)))
        .toCompletableFuture()
        .get();
    await(() -> regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @Test
  void aProvisionedTableHasReplicasOnceItsWritesAreScaled() throws Exception {
    assertThat(invite()).isEqualTo(TableRules.PROVISIONED_REPLICA);
    change(regions.us, register(Scalable.TABLE_WRITE));
    assertThat(invite()).isEqualTo(TableRules.PROVISIONED_REPLICA);
    change(regions.us, track(Scalable.TABLE_WRITE));
    assertThat(invite()).isInstanceOf(TableOutcome.Accepted.class);
    awaitBoth();
    assertThat(settings(regions.eu).scaling()).isEqualTo(settings(regions.us).scaling());
    assertThat(settings(regions.eu).capacity()).isEqualTo(new Capacity.Provisioned(10, 10));
  }

  @Test
  void writesAreScaledAlikeAndReadsByEachRegionAlone() throws Exception {
    change(regions.us, register(Scalable.TABLE_WRITE));
    change(regions.us, track(Scalable.TABLE_WRITE));
    invite();
    awaitBoth();
    change(regions.eu, register(Scalable.TABLE_READ));
    assertThat(settings(regions.us).scaling().targets()).hasSize(1);

    scale(regions.eu, step(Scalable.TABLE_READ, 10, 33), step(Scalable.TABLE_WRITE, 10, 44));
    assertThat(settings(regions.eu).capacity()).isEqualTo(new Capacity.Provisioned(33, 44));
    await(
        () ->
            regions.exchangeAnd(
                settings(regions.us).capacity().equals(new Capacity.Provisioned(10, 44))));
    assertThat(settings(regions.us).scaling().activities()).isEmpty();
    awaitBoth();

    scale(regions.eu, step(Scalable.TABLE_WRITE, 44, 55));
    assertThat(settings(regions.eu).capacity()).isEqualTo(new Capacity.Provisioned(33, 55));
    await(
        () ->
            regions.exchangeAnd(
                settings(regions.us).capacity().equals(new Capacity.Provisioned(10, 55))));
    assertThat(settings(regions.eu).scaling().activities()).hasSize(3);

    change(regions.us, register(Scalable.TABLE_WRITE, 200));
    await(
        () ->
            regions.exchangeAnd(
                settings(regions.eu).scaling().targets().get(Scalable.TABLE_WRITE).max() == 200));
    assertThat(settings(regions.eu).scaling().target(Scalable.TABLE_READ)).isPresent();
  }

  @Test
  void writesOfAProvisionedGlobalTableStayScaled() throws Exception {
    change(regions.us, register(Scalable.TABLE_WRITE));
    change(regions.us, track(Scalable.TABLE_WRITE));
    invite();
    awaitBoth();
    change(regions.us, register(Scalable.TABLE_READ));
    for (ScalingChange change :
        List.of(
            new ScalingChange.Deregister(Scalable.TABLE_WRITE),
            new ScalingChange.DeletePolicy(Scalable.TABLE_WRITE, "p"))) {
      assertThat(ask(regions.us, change)).isEqualTo(TableRules.PROVISIONED_REPLICA);
    }
    change(regions.us, new ScalingChange.Deregister(Scalable.TABLE_READ));
    assertThat(settings(regions.us).scaling().targets()).containsOnlyKeys(Scalable.TABLE_WRITE);
  }

  private TableOutcome invite() throws Exception {
    return regions
        .us
        .tables
        .updateReplicas(TABLE, new ReplicaUpdate.Create(RegionPair.EU))
        .toCompletableFuture()
        .get();
  }

  private void awaitBoth() throws Exception {
    await(
        () ->
            regions.exchangeAnd(
                regions.eu.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))
                    && regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))));
  }

  private static void change(RegionInMemory region, ScalingChange change) throws Exception {
    assertThat(ask(region, change)).isInstanceOf(TableOutcome.Accepted.class);
  }

  private static TableOutcome ask(RegionInMemory region, ScalingChange change) throws Exception {
    return region.tables.change(TABLE, new TableChange.Scaling(change)).toCompletableFuture().get();
  }

  private static void scale(RegionInMemory region, ScalingActivity... steps) throws Exception {
    String id = region.tables.table(TABLE).orElseThrow().tableId();
    assertThat(region.tables.scale(TABLE, id, List.of(steps)).toCompletableFuture().get())
        .isInstanceOf(TableOutcome.Accepted.class);
  }

  private static ScalingChange register(Scalable scalable) {
    return register(scalable, 100);
  }

  private static ScalingChange register(Scalable scalable, long max) {
    return new ScalingChange.Register(
        scalable, Optional.of(1L), Optional.of(max), ScalingChange.Suspending.NOTHING, 7);
  }

  private static ScalingChange track(Scalable scalable) {
    return new ScalingChange.PutPolicy(
        scalable, new TrackingPolicy("p", 70, Duration.ZERO, Duration.ZERO, false, 7));
  }

  private static ScalingActivity step(Scalable scalable, long from, long to) {
    return new ScalingActivity(
        scalable + " " + to,
        scalable,
        8,
        from,
        to,
        ScalingActivity.Cause.USED_MUCH,
        Optional.of("p"));
  }

  private static TableSettings settings(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().settings();
  }
}
