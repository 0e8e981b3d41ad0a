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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tables that are scaled while applications change them, in the same region or in another one. */
@Execution(ExecutionMode.CONCURRENT)
class ScalingBesideChangesTest {
  private static final String TABLE = "orders";
  private static final String INDEX = "by-value";
  private static final Capacity TEN = new Capacity.Provisioned(10, 10);

  private final RegionPair regions = new RegionPair();

  @AfterEach
  void close() {
    regions.close();
  }

  @Test
  void anIndexDeletedElsewhereTakesItsTargetsWithIt() throws Exception {
    create(new Capacity.OnDemand(), List.of(IndexSettings.creating(INDEX, shape(), 1)));
    regions.replicate(TABLE);
    Scalable reads = Scalable.of(INDEX, Scalable.Kind.READ);
    accept(regions.eu, register(reads));
    accept(regions.us, TableChange.Update.of(List.of(new IndexUpdate.Delete(INDEX))));
    await(() -> regions.exchangeAnd(settings(regions.eu).index(INDEX).isEmpty()));
    awaitBoth();
    assertThat(settings(regions.eu).scaling().targets()).isEmpty();
    accept(regions.eu, register(Scalable.TABLE_READ));
    assertThat(change(regions.eu, register(reads))).isEqualTo(new TableOutcome.NoSuchIndex(INDEX));
  }

  @Test
  void aStepDoesNotUndoWhatAnApplicationDidMeanwhile() throws Exception {
    create(TEN, List.of());
    accept(regions.us, register(Scalable.TABLE_WRITE));
    accept(regions.us, update(10, 500));
    await(() -> regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
    scale(step(Scalable.TABLE_WRITE, 10, 15));
    assertThat(settings(regions.us).capacity()).isEqualTo(new Capacity.Provisioned(10, 500));
    assertThat(settings(regions.us).scaling().activities()).isEmpty();
  }

  @Test
  void aNewIndexDoesNotStopTheScalingOfAGlobalTable() throws Exception {
    create(TEN, List.of());
    scaledInBothRegions();
    accept(regions.us, TableChange.Update.of(List.of(new IndexUpdate.Create(INDEX, shape(TEN)))));
    awaitBoth();
    scale(step(Scalable.TABLE_WRITE, 10, 15));
    assertThat(settings(regions.us).capacity()).isEqualTo(new Capacity.Provisioned(10, 15));
  }

  @Test
  void anApplicationSetsReadsBackToWhatTheyWereBeforeTheyWereScaled() throws Exception {
    create(TEN, List.of());
    scaledInBothRegions();
    accept(regions.us, register(Scalable.TABLE_READ));
    scale(step(Scalable.TABLE_READ, 10, 100));
    awaitBoth();
    assertThat(settings(regions.us).capacity()).isEqualTo(new Capacity.Provisioned(100, 10));
    assertThat(change(regions.us, update(100, 10))).isInstanceOf(TableOutcome.Refused.class);
    accept(regions.us, update(10, 10));
    awaitBoth();
    assertThat(settings(regions.us).capacity()).isEqualTo(TEN);
  }

  @Test
  void lowersByWhatTheRegionHas() throws Exception {
    create(new Capacity.Provisioned(100, 10), List.of());
    scaledInBothRegions();
    for (long units = 99; units > 95; units--) {
      accept(regions.us, update(units, 10));
      awaitBoth();
    }
    accept(regions.us, register(Scalable.TABLE_READ));
    scale(step(Scalable.TABLE_READ, 96, 20));
    awaitBoth();
    scale(step(Scalable.TABLE_WRITE, 10, 11));
    awaitBoth();
    accept(regions.us, update(50, 11));
    awaitBoth();
    scale(step(Scalable.TABLE_READ, 50, 200));
    awaitBoth();
    assertThat(change(regions.us, update(60, 11))).isInstanceOf(TableOutcome.LimitExceeded.class);
    scale(step(Scalable.TABLE_WRITE, 11, 12));
    assertThat(settings(regions.us).capacity()).isEqualTo(new Capacity.Provisioned(200, 12));
  }

  /** By their writes, all of them. */
  private void scaledInBothRegions() throws Exception {
    accept(regions.us, register(Scalable.TABLE_WRITE));
    accept(
        regions.us,
        new TableChange.Scaling(
            new ScalingChange.PutPolicy(
                Scalable.TABLE_WRITE,
                new TrackingPolicy("p", 70, Duration.ZERO, Duration.ZERO, false, 7))));
    regions.replicate(TABLE);
  }

  private void scale(ScalingActivity step) throws Exception {
    String id = regions.us.tables.table(TABLE).orElseThrow().tableId();
    TableOutcome outcome =
        regions.us.tables.scale(TABLE, id, List.of(step)).toCompletableFuture().get();
    assertThat(outcome).isInstanceOf(TableOutcome.Accepted.class);
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

  private static TableChange update(long reads, long writes) {
    return new TableChange.Update(
        Optional.of(new TableChange.CapacityChange(new Capacity.Provisioned(reads, writes), false)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private void create(Capacity capacity, List<IndexSettings> indexes) throws Exception {
    TableSettings settings =
        TableSettings.onDemand(RegionPair.KEYS).with(capacity).withIndexes(indexes);
    regions.us.tables.create(TABLE, settings).toCompletableFuture().get();
    await(() -> regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
  }

  private static IndexShape shape() {
    return shape(new Capacity.OnDemand());
  }

  private static IndexShape shape(Capacity capacity) {
    return new IndexShape(
        IndexShape.Kind.GLOBAL,
        List.of(new KeyAttribute("v", KeyAttribute.Type.S)),
        List.of(),
        new IndexProjection.All(),
        capacity);
  }

  private void awaitBoth() throws Exception {
    await(
        () ->
            regions.exchangeAnd(
                regions.eu.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))
                    && regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))));
  }

  private static TableOutcome change(RegionInMemory region, TableChange change) throws Exception {
    return region.tables.change(TABLE, change).toCompletableFuture().get();
  }

  private static void accept(RegionInMemory region, TableChange change) throws Exception {
    assertThat(change(region, change)).isInstanceOf(TableOutcome.Accepted.class);
  }

  private static TableChange register(Scalable scalable) {
    return new TableChange.Scaling(
        new ScalingChange.Register(
            scalable, Optional.of(1L), Optional.of(1000L), ScalingChange.Suspending.NOTHING, 7));
  }

  private static TableSettings settings(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().settings();
  }
}
