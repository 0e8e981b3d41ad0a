package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What one region of a global table has otherwise than the others. */
@Execution(ExecutionMode.CONCURRENT)
class ReplicaOverridesTest {
  private static final String TABLE = "orders";
  private static final String INDEX = "by-value";
  private static final String RARE = "STANDARD_INFREQUENT_ACCESS";

  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    IndexShape shape =
        new IndexShape(
            IndexShape.Kind.GLOBAL,
            List.of(new KeyAttribute("v", KeyAttribute.Type.S)),
            List.of(),
            new IndexProjection.All(),
            new Capacity.OnDemand());
    TableSettings settings =
        TableSettings.onDemand(RegionPair.KEYS)
            .withIndexes(List.of(IndexSettings.creating(INDEX, shape, 1)));
    regions.us.tables.create(TABLE, settings).toCompletableFuture().get();
    await(() -> regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
    change(regions.us, maximum(100));
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aRegionIsMadeWithThem() throws Exception {
    accepted(update(regions.us, new ReplicaUpdate.Create(RegionPair.EU, of(7, Map.of(INDEX, 9L)))));
    awaitActive();

    assertThat(readsMax(regions.us)).contains(100L);
    await(() -> regions.exchangeAnd(readsMax(regions.eu).equals(Optional.of(7L))));
    assertThat(index(regions.eu).maximum().readUnits()).contains(9L);
    assertThat(index(regions.us).maximum()).isEqualTo(RequestMaximum.NONE);
    assertThat(told(regions.us, RegionPair.EU)).isEqualTo(of(7, Map.of(INDEX, 9L)));
    assertThat(told(regions.eu, RegionPair.US)).isEqualTo(ReplicaOverrides.NONE);
  }

  @Test
  void theyAreChangedOneByOneAndFromAnyRegion() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of()))));
    awaitActive();
    accepted(update(regions.us, changed(ofClass(RARE))));
    awaitActive();
    await(() -> regions.exchangeAnd(settings(regions.eu).tableClass().equals(Optional.of(RARE))));
    assertThat(readsMax(regions.eu)).contains(7L);
    assertThat(settings(regions.us).tableClass()).isEmpty();

    accepted(update(regions.eu, new ReplicaUpdate.Update(RegionPair.US, of(3, Map.of(INDEX, 4L)))));
    await(() -> regions.exchangeAnd(readsMax(regions.us).equals(Optional.of(3L))));
    assertThat(readsMax(regions.eu)).contains(7L);
    assertThat(told(regions.eu, RegionPair.US)).isEqualTo(of(3, Map.of(INDEX, 4L)));
  }

  @Test
  void whatIsTheSameAsElsewhereIsNone() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of(INDEX, 9L)))));
    awaitActive();
    accepted(update(regions.us, changed(of(100, Map.of(INDEX, RequestMaximum.UNBOUNDED)))));
    awaitActive();

    assertThat(told(regions.us, RegionPair.EU)).isEqualTo(ReplicaOverrides.NONE);
    await(() -> regions.exchangeAnd(readsMax(regions.eu).equals(Optional.of(100L))));
  }

  @Test
  void theyStayWhenAllRegionsGetAnotherMaximum() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of()))));
    awaitActive();
    accepted(change(regions.us, maximum(200)));
    await(() -> regions.exchangeAnd(base(regions.eu).equals(Optional.of(200L))));
    assertThat(readsMax(regions.eu)).contains(7L);
  }

  @Test
  void aRegionThatIsToldItselfHasWhatItIsTold() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of()))));
    awaitActive();
    await(() -> regions.exchangeAnd(readsMax(regions.eu).equals(Optional.of(7L))));
    accepted(change(regions.eu, maximum(100)));
    assertThat(readsMax(regions.eu)).contains(100L);
    await(() -> regions.exchangeAnd(told(regions.us, RegionPair.EU).equals(ReplicaOverrides.NONE)));
  }

  @Test
  void whatARegionSaidOfItselfIsNotUndoneByItsGoingAndComing() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of()))));
    awaitActive();
    await(() -> regions.exchangeAnd(readsMax(regions.eu).equals(Optional.of(7L))));
    accepted(change(regions.eu, maximum(100)));
    await(() -> regions.exchangeAnd(told(regions.us, RegionPair.EU).equals(ReplicaOverrides.NONE)));

    regions.leave(TABLE);
    regions.replicate(TABLE);
    await(() -> !regions.exchange());
    assertThat(readsMax(regions.eu)).contains(100L);
    assertThat(told(regions.us, RegionPair.EU)).isEqualTo(ReplicaOverrides.NONE);
  }

  @Test
  void aRegionThatIsMadeAnewHasNothingOfBefore() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of(INDEX, 9L)))));
    awaitActive();

    regions.leave(TABLE);
    regions.replicate(TABLE);
    assertThat(readsMax(regions.eu)).contains(100L);
    assertThat(told(regions.us, RegionPair.EU)).isEqualTo(ReplicaOverrides.NONE);
  }

  @Test
  void aTableClassForAllOvertakesThatOfOne() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(ofClass(RARE))));
    awaitActive();
    await(() -> regions.exchangeAnd(settings(regions.eu).tableClass().equals(Optional.of(RARE))));
    accepted(change(regions.us, tableClass(RARE)));
    awaitActive();
    accepted(change(regions.us, tableClass("STANDARD")));
    await(
        () ->
            regions.exchangeAnd(settings(regions.eu).tableClass().equals(Optional.of("STANDARD"))));
    assertThat(told(regions.us, RegionPair.EU).tableClass()).isEmpty();
  }

  @Test
  void aTableClassIsTakenAwayByTheOneThatAllHave() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(ofClass(RARE))));
    awaitActive();
    accepted(update(regions.us, changed(ofClass("STANDARD"))));
    awaitActive();
    assertThat(told(regions.us, RegionPair.EU)).isEqualTo(ReplicaOverrides.NONE);
    await(() -> !regions.exchange());
    assertThat(settings(regions.eu).tableClass()).isEmpty();
  }

  @Test
  void aRegionThatIsToldItselfHasTheTableClassThatItIsTold() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(ofClass(RARE))));
    awaitActive();
    await(() -> regions.exchangeAnd(settings(regions.eu).tableClass().equals(Optional.of(RARE))));
    assertThat(change(regions.eu, tableClass("STANDARD")))
        .isInstanceOfSatisfying(
            TableOutcome.Accepted.class,
            accepted -> assertThat(accepted.table().status()).isEqualTo(TableStatus.UPDATING));
    assertThat(settings(regions.eu).tableClass()).isEmpty();
    awaitActive();
    await(() -> regions.exchangeAnd(told(regions.us, RegionPair.EU).equals(ReplicaOverrides.NONE)));
  }

  @Test
  void anIndexThatWasProvisionedOnceHasThemToo() {
    TableSettings onDemand =
        settings(regions.us)
            .withIndexes(
                settings(regions.us).indexes().stream()
                    .map(index -> index.told(new Capacity.Provisioned(3, 4)))
                    .toList());
    ReplicaOverrides otherwise = ReplicaOverrides.NONE.changed(of(7, Map.of(INDEX, 9L)), onDemand);
    assertThat(otherwise.on(onDemand).index(INDEX).orElseThrow().capacity())
        .isEqualTo(new Capacity.OnDemand(new RequestMaximum(Optional.of(9L), Optional.empty())));
  }

  @Test
  void whatIsSaidLaterInOneRequestHasALaterVersion() throws Exception {
    regions.replicate(TABLE);
    accepted(update(regions.us, changed(of(7, Map.of()))));
    awaitActive();
    await(() -> regions.exchangeAnd(readsMax(regions.eu).equals(Optional.of(7L))));
    accepted(change(regions.eu, maximum(200)));
    CatalogEntry said = regions.eu.catalog.ownLiving(TABLE).orElseThrow();
    assertThat(said.stated().get(SharedSetting.CAPACITY))
        .isGreaterThan(said.overrides().get(RegionPair.EU).version());
  }

  @Test
  void aRegionThatIsNoMemberHasNone() throws Exception {
    assertThat(update(regions.us, changed(of(7, Map.of()))))
        .isEqualTo(
            new TableOutcome.Refused(
                "Update global table operation failed because one or more replicas were not part of"
                    + " the global table. Please retry the request without these replicas:"
                    + " [eu-west-1]."));
  }

  private void awaitActive() throws Exception {
    await(
        () ->
            regions.exchangeAnd(
                regions.eu.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))
                    && regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE))));
  }

  private static ReplicaUpdate changed(ReplicaOverrides wanted) {
    return new ReplicaUpdate.Update(RegionPair.EU, wanted);
  }

  private static ReplicaOverrides of(long readUnitsMax, Map<String, Long> indexes) {
    TreeMap<String, ReplicaOverrides.OfIndex> each = new TreeMap<>();
    indexes.forEach(
        (name, max) ->
            each.put(name, new ReplicaOverrides.OfIndex(Optional.empty(), Optional.of(max))));
    return new ReplicaOverrides(
        Optional.empty(), Optional.of(readUnitsMax), Optional.empty(), each);
  }

  private static ReplicaOverrides ofClass(String name) {
    return new ReplicaOverrides(
        Optional.empty(), Optional.empty(), Optional.of(name), new TreeMap<>());
  }

  private static TableChange maximum(long readUnits) {
    return new TableChange.Update(
        Optional.empty(),
        Optional.of(new RequestMaximum.Change(Optional.of(readUnits), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static TableChange tableClass(String name) {
    return new TableChange.Update(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(name),
        Optional.empty(),
        List.of());
  }

  private static TableOutcome update(RegionInMemory region, ReplicaUpdate update) throws Exception {
    return region.tables.updateReplicas(TABLE, update).toCompletableFuture().get();
  }

  private static TableOutcome change(RegionInMemory region, TableChange change) throws Exception {
    return region.tables.change(TABLE, change).toCompletableFuture().get();
  }

  private static void accepted(TableOutcome outcome) {
    assertThat(outcome).isInstanceOf(TableOutcome.Accepted.class);
  }

  private static ReplicaOverrides told(RegionInMemory region, RegionName replica) {
    return region.tables.table(TABLE).orElseThrow().replicas().stream()
        .filter(each -> each.region().equals(replica))
        .findFirst()
        .orElseThrow()
        .overrides();
  }

  private static TableSettings settings(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().settings();
  }

  private static Optional<Long> readsMax(RegionInMemory region) {
    return settings(region).capacity() instanceof Capacity.OnDemand(RequestMaximum maximum)
        ? maximum.readUnits()
        : Optional.empty();
  }

  private static Optional<Long> base(RegionInMemory region) {
    return region.catalog.ownLiving(TABLE).orElseThrow().settings().capacity()
            instanceof Capacity.OnDemand(RequestMaximum maximum)
        ? maximum.readUnits()
        : Optional.empty();
  }

  private static Capacity.OnDemand index(RegionInMemory region) {
    return (Capacity.OnDemand) settings(region).index(INDEX).orElseThrow().capacity();
  }
}
