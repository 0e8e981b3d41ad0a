package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which settings the regions of a global table have in common, and which are each one's own. */
@Execution(ExecutionMode.CONCURRENT)
class SharedSettingsTest {
  private static final String TABLE = "orders";
  private static final String INDEX = "by-value";
  private static final IndexShape SHAPE =
      new IndexShape(
          IndexShape.Kind.GLOBAL,
          List.of(new KeyAttribute("v", KeyAttribute.Type.S)),
          List.of(),
          new IndexProjection.All(),
          new Capacity.OnDemand());
  private static final Optional<TableChange.CapacityChange> NO_CAPACITY = Optional.empty();

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
  void whatIsChangedInOneRegionIsChangedInTheOther() throws Exception {
    regions.replicate(TABLE);
    accepted(change(regions.us, timeToLive("expires")));
    accepted(change(regions.eu, tableClass("STANDARD_INFREQUENT_ACCESS")));

    await(() -> regions.exchangeAnd(settings(regions.us).equals(settings(regions.eu))));
    assertThat(settings(regions.eu).timeToLive()).contains("expires");
    assertThat(settings(regions.us).tableClass()).contains("STANDARD_INFREQUENT_ACCESS");
  }

  @Test
  void theMaximumOnDemandIsSharedAndGoesWithTheBillingMode() throws Exception {
    regions.replicate(TABLE);
    accepted(change(regions.eu, maximum(700)));

    RequestMaximum told = new RequestMaximum(Optional.of(700L), Optional.empty());
    await(
        () ->
            regions.exchangeAnd(
                settings(regions.us).capacity().equals(new Capacity.OnDemand(told))));
    accepted(change(regions.us, maximum(RequestMaximum.UNBOUNDED)));
    await(
        () -> regions.exchangeAnd(settings(regions.eu).capacity().equals(new Capacity.OnDemand())));
  }

  @Test
  void whatIsWarmInOneRegionIsWarmInAllAndNeverLess() throws Exception {
    regions.replicate(TABLE);
    accepted(change(regions.us, warm(13_000)));
    accepted(change(regions.eu, warm(15_000)));

    await(() -> regions.exchangeAnd(warm(regions.us) == 15_000 && warm(regions.eu) == 15_000));
    assertThat(change(regions.us, warm(14_000)))
        .isEqualTo(
            new TableOutcome.Refused(
                "One or more parameter values were invalid: Requested ReadUnitsPerSecond for"
                    + " WarmThroughput for table is lower than current WarmThroughput, decreasing"
                    + " WarmThroughput is not supported"));
  }

  @Test
  void whatIsWarmStaysSoWhenTheRegionThatWasAskedGoesAndComesAgain() throws Exception {
    accepted(
        change(regions.us, TableChange.Update.of(List.of(new IndexUpdate.Create(INDEX, SHAPE)))));
    await(() -> regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
    regions.replicate(TABLE);
    accepted(change(regions.eu, warm(15_000)));
    accepted(change(regions.eu, TableChange.Update.of(List.of(warmIndex(14_000)))));
    await(() -> regions.exchangeAnd(warm(regions.us) == 15_000));
    await(() -> regions.exchangeAnd(warmIndex(regions.us) == 14_000));

    regions.leave(TABLE);
    regions.replicate(TABLE);
    await(() -> !regions.exchange());

    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      assertThat(warm(region)).isEqualTo(15_000);
      assertThat(warmIndex(region)).isEqualTo(14_000);
    }
  }

  @Test
  void ofTwoChangesOfOneThingTheLaterHoldsEverywhere() throws Exception {
    regions.replicate(TABLE);
    accepted(change(regions.us, timeToLive("one")));
    accepted(change(regions.eu, timeToLive("other")));

    await(
        () ->
            regions.exchangeAnd(
                settings(regions.us).timeToLive().equals(settings(regions.eu).timeToLive())));
    await(() -> !regions.exchange());
    assertThat(settings(regions.eu).timeToLive())
        .isEqualTo(settings(regions.us).timeToLive())
        .isPresent();
  }

  @Test
  void tagsAndDeletionProtectionAreEachRegionsOwn() throws Exception {
    regions.replicate(TABLE);
    accepted(change(regions.us, new TableChange.Tag(new TreeMap<>(Map.of("team", "one")))));
    accepted(change(regions.us, protection(true)));
    accepted(change(regions.us, timeToLive("expires")));

    await(() -> regions.exchangeAnd(settings(regions.eu).timeToLive().isPresent()));
    assertThat(settings(regions.eu).tags()).isEmpty();
    assertThat(settings(regions.eu).deletionProtected()).isFalse();
    assertThat(settings(regions.us).tags()).containsEntry("team", "one");
  }

  @Test
  void aRegionThatJoinsTakesOverWhatIsShared() throws Exception {
    accepted(change(regions.us, timeToLive("expires")));
    accepted(change(regions.us, protection(true)));
    regions.replicate(TABLE);

    assertThat(settings(regions.eu).timeToLive()).contains("expires");
    assertThat(settings(regions.eu).streamViewType()).contains("NEW_AND_OLD_IMAGES");
    assertThat(settings(regions.eu).deletionProtected()).isFalse();
  }

  @Test
  void theStreamAndTheCapacityOfAReplicaStay() throws Exception {
    regions.replicate(TABLE);
    assertThat(
            change(
                regions.us,
                update(Optional.empty(), Optional.of(new TableChange.StreamChange.Disable()))))
        .isEqualTo(
            new TableOutcome.Refused(
                "One or more parameter values were invalid: Disabling Stream is not allowed for a"
                    + " Global Table replica."));
    assertThat(change(regions.eu, capacity(5, 5)))
        .isEqualTo(
            new TableOutcome.Refused(
                "Table write capacity should either be Pay-Per-Request or AutoScaled."));
  }

  @Test
  void aChangedTableIsUpdatingUntilItIsActiveAgain() throws Exception {
    TableOutcome outcome = change(regions.us, capacity(5, 5));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TableOutcome.Accepted.class,
            accepted -> assertThat(accepted.table().status()).isEqualTo(TableStatus.UPDATING));
    await(() -> regions.us.status(TABLE).equals(Optional.of(TableStatus.ACTIVE)));
    assertThat(settings(regions.us).capacity()).isEqualTo(new Capacity.Provisioned(5, 5));
  }

  @Test
  void aTableIsNotChangedWhileAReplicaIsAdded() throws Exception {
    regions.invite(TABLE);

    assertThat(change(regions.us, protection(true)))
        .isEqualTo(
            new TableOutcome.InUse("The resource which you are attempting to change is in use."));
    accepted(change(regions.us, timeToLive("expires")));
    accepted(change(regions.us, new TableChange.Tag(new TreeMap<>(Map.of("team", "one")))));
  }

  private static TableChange timeToLive(String attribute) {
    return new TableChange.TimeToLive(true, attribute);
  }

  private static TableChange tableClass(String name) {
    return update(NO_CAPACITY, Optional.empty(), Optional.empty(), Optional.of(name));
  }

  private static TableChange protection(boolean wanted) {
    return new TableChange.Update(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(wanted),
        List.of());
  }

  private static TableChange capacity(long read, long write) {
    return update(
        Optional.of(new TableChange.CapacityChange(new Capacity.Provisioned(read, write), true)),
        Optional.empty());
  }

  private static TableChange maximum(long readUnits) {
    return new TableChange.Update(
        NO_CAPACITY,
        Optional.of(new RequestMaximum.Change(Optional.of(readUnits), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static TableChange warm(long readUnits) {
    return update(
        NO_CAPACITY,
        Optional.of(new WarmRequest(Optional.of(readUnits), Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }

  private static IndexUpdate warmIndex(long readUnits) {
    return new IndexUpdate.Update(
        INDEX,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new WarmRequest(Optional.of(readUnits), Optional.empty())));
  }

  private static TableChange update(
      Optional<TableChange.CapacityChange> capacity, Optional<TableChange.StreamChange> stream) {
    return update(capacity, Optional.empty(), stream, Optional.empty());
  }

  private static TableChange update(
      Optional<TableChange.CapacityChange> capacity,
      Optional<WarmRequest> warm,
      Optional<TableChange.StreamChange> stream,
      Optional<String> tableClass) {
    return new TableChange.Update(
        capacity, Optional.empty(), warm, stream, tableClass, Optional.empty(), List.of());
  }

  private static TableSettings settings(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().settings();
  }

  private static long warm(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().history().capacity().warm().readUnits();
  }

  private static long warmIndex(RegionInMemory region) {
    return settings(region).index(INDEX).orElseThrow().history().warm().readUnits();
  }

  private static TableOutcome change(RegionInMemory region, TableChange change) throws Exception {
    return region.tables.change(TABLE, change).toCompletableFuture().get();
  }

  private static void accepted(TableOutcome outcome) {
    assertThat(outcome).isInstanceOf(TableOutcome.Accepted.class);
  }
}
