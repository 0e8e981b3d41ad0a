package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.regionnode.control.IndexDigest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes of tables that live in one region or in several: how they come, spread and go. */
class GlobalIndexTest {
  private static final String TABLE = "orders";
  private static final String INDEX = "byValue";
  private static final KeyAttribute VALUE = new KeyAttribute("value", KeyAttribute.Type.S);

  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    regions.create(TABLE);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aNewIndexHoldsWhatWasThereBeforeAndWhatIsWrittenMeanwhile() throws Exception {
    fill(regions.us, 500);

    assertThat(create(regions.us, new IndexProjection.All()))
        .isInstanceOfSatisfying(
            TableOutcome.Accepted.class,
            accepted -> {
              assertThat(accepted.table().status()).isEqualTo(TableStatus.UPDATING);
              assertThat(accepted.table().settings().index(INDEX).orElseThrow().status())
                  .isEqualTo(IndexStatus.CREATING);
            });
    for (int index = 0; index < 100; index++) {
      regions.us.put(TABLE, "key-" + index * 3, "other");
      regions.us.delete(TABLE, "key-" + index * 5);
    }

    await(() -> isActive(regions.us));
    assertThat(digest(regions.us)).matches(IndexDigest::holds);
    assertThat(digest(regions.us).rows()).isEqualTo(items(regions.us)).isPositive();
    assertThat(regions.us.status(TABLE)).contains(TableStatus.ACTIVE);
  }

  @Test
  void anIndexSpreadsToEveryRegionAndEachFillsItsOwn() throws Exception {
    fill(regions.us, 100);
    regions.replicate(TABLE);
    fill(regions.eu, 50);

    create(regions.eu, new IndexProjection.KeysOnly());

    awaitActiveInBoth();
    regions.awaitEqual(TABLE);
    assertThat(digest(regions.us)).matches(IndexDigest::holds).isEqualTo(digest(regions.eu));
    assertThat(digest(regions.us).rows()).isEqualTo(100);
  }

  @Test
  void aRegionThatJoinsTakesTheIndexesOver() throws Exception {
    create(regions.us, new IndexProjection.All());
    fill(regions.us, 100);
    await(() -> isActive(regions.us));

    regions.replicate(TABLE);

    assertThat(isActive(regions.eu)).isTrue();
    assertThat(digest(regions.eu)).matches(IndexDigest::holds).isEqualTo(digest(regions.us));
  }

  @Test
  void anIndexIsKeptThroughConflictsAndTheEndOfACut() throws Exception {
    regions.replicate(TABLE);
    create(regions.us, new IndexProjection.All());
    awaitActiveInBoth();
    for (int index = 0; index < 50; index++) {
      regions.us.put(TABLE, "key-" + index, "us");
      regions.eu.put(TABLE, "key-" + index / 2, "eu");
      regions.eu.delete(TABLE, "key-" + index / 4);
    }

    await(() -> !regions.exchange() && regions.eu.states(TABLE).equals(regions.us.states(TABLE)));

    assertThat(digest(regions.us)).matches(IndexDigest::holds).isEqualTo(digest(regions.eu));
  }

  @Test
  void fillingGoesOnAfterARestart() throws Exception {
    fill(regions.us, 500);
    create(regions.us, new IndexProjection.All());

    regions.restartUs();

    await(() -> isActive(regions.us));
    assertThat(digest(regions.us)).matches(IndexDigest::holds);
    assertThat(digest(regions.us).rows()).isEqualTo(500);
  }

  @Test
  void anIndexIsRebuiltWhenTheStoreIsLost() throws Exception {
    create(regions.us, new IndexProjection.All());
    await(() -> isActive(regions.us));
    fill(regions.us, 100);

    regions.restartUsFromItsLogs();

    await(() -> regions.us.lifecycle.ready() && isWhole(regions.us));
    assertThat(digest(regions.us)).matches(IndexDigest::holds);
    assertThat(digest(regions.us).rows()).isEqualTo(100);
  }

  @Test
  void aDeletedIndexIsGoneEverywhereAndMayBeMadeAnew() throws Exception {
    fill(regions.us, 100);
    regions.replicate(TABLE);
    create(regions.us, new IndexProjection.All());
    awaitActiveInBoth();
    int number = index(regions.eu).orElseThrow().number();

    update(regions.us, new IndexUpdate.Delete(INDEX));
    await(() -> regions.exchangeAnd(index(regions.us).isEmpty() && index(regions.eu).isEmpty()));
    create(regions.eu, new IndexProjection.KeysOnly());
    awaitActiveInBoth();

    assertThat(index(regions.eu).orElseThrow().number()).isGreaterThan(number);
    assertThat(digest(regions.us)).matches(IndexDigest::holds).isEqualTo(digest(regions.eu));
  }

  @Test
  void ofTwoIndexesMadeUnderOneNameInTwoRegionsTheLaterOneStays() throws Exception {
    fill(regions.us, 100);
    regions.replicate(TABLE);

    create(regions.us, new IndexProjection.All());
    create(regions.eu, new IndexProjection.KeysOnly());

    awaitActiveInBoth();
    await(
        () ->
            regions.exchangeAnd(
                index(regions.us)
                        .map(IndexSettings::shape)
                        .equals(index(regions.eu).map(IndexSettings::shape))
                    && isActive(regions.us)
                    && isActive(regions.eu)));
    assertThat(digest(regions.us)).matches(IndexDigest::holds).isEqualTo(digest(regions.eu));
  }

  @Test
  void whatAnIndexIsToServeIsTheSameInEveryRegion() throws Exception {
    create(regions.us, new IndexProjection.All());
    await(() -> isActive(regions.us));
    regions.replicate(TABLE);
    awaitActiveInBoth();

    RequestMaximum.Change change = new RequestMaximum.Change(Optional.of(70L), Optional.of(80L));
    WarmRequest warm = new WarmRequest(Optional.of(13_000L), Optional.empty());
    assertThat(
            update(
                regions.eu,
                new IndexUpdate.Update(
                    INDEX, Optional.empty(), Optional.of(change), Optional.of(warm))))
        .isInstanceOf(TableOutcome.Accepted.class);

    Capacity told =
        new Capacity.OnDemand(new RequestMaximum(change.readUnits(), change.writeUnits()));
    await(() -> regions.exchangeAnd(index(regions.us).orElseThrow().capacity().equals(told)));
    assertThat(index(regions.us).orElseThrow().history().warm())
        .isEqualTo(new WarmThroughput(13_000, 4_000))
        .isEqualTo(index(regions.eu).orElseThrow().history().warm());
  }

  @Test
  void anIndexThatIsActiveIsNotMadeAgain() throws Exception {
    create(regions.us, new IndexProjection.All());
    await(() -> isActive(regions.us));

    assertThat(create(regions.us, new IndexProjection.All()))
        .isEqualTo(new TableOutcome.Refused("Attempting to create an index which already exists"));
  }

  private void awaitActiveInBoth() throws Exception {
    await(() -> regions.exchangeAnd(isActive(regions.us) && isActive(regions.eu)));
  }

  private static void fill(RegionInMemory region, int items) {
    for (int index = 0; index < items; index++) {
      region.put(TABLE, "key-" + index, "value-" + index % 7);
    }
  }

  private static TableOutcome create(RegionInMemory region, IndexProjection projection)
      throws Exception {
    IndexShape shape =
        new IndexShape(
            IndexShape.Kind.GLOBAL, List.of(VALUE), List.of(), projection, new Capacity.OnDemand());
    return update(region, new IndexUpdate.Create(INDEX, shape));
  }

  private static TableOutcome update(RegionInMemory region, IndexUpdate update) throws Exception {
    return region
        .tables
        .change(TABLE, TableChange.Update.of(List.of(update)))
        .toCompletableFuture()
        .get();
  }

  private static Optional<IndexSettings> index(RegionInMemory region) {
    return region.tables.table(TABLE).flatMap(table -> table.settings().index(INDEX));
  }

  private static boolean isActive(RegionInMemory region) {
    return index(region).filter(index -> index.status() == IndexStatus.ACTIVE).isPresent();
  }

  /** Whether the index is filled, whatever the catalog says. */
  private static boolean isWhole(RegionInMemory region) {
    return index(region).isPresent() && digest(region).holds() && digest(region).rows() > 0;
  }

  private static long items(RegionInMemory region) {
    return region.states(TABLE).values().stream()
        .filter(state -> state.content() instanceof Content.Present)
        .count();
  }

  private static IndexDigest digest(RegionInMemory region) {
    return IndexDigest.of(region.store, region.tables.table(TABLE).orElseThrow()).getFirst();
  }
}
