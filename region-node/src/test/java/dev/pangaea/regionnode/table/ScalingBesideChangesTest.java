package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingChange;
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
