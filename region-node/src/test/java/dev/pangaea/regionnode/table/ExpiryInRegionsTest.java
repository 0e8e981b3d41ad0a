package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Items that expire in two regions. */
@Execution(ExecutionMode.CONCURRENT)
class ExpiryInRegionsTest {
  private static final String TABLE = "sessions";
  private static final String EXPIRES = "expires";
  private static final long AN_HOUR = 3600;

  /** From this second on items are to be deleted: a region is there once its clock is set to it. */
  private final long end = Instant.now().getEpochSecond() + AN_HOUR;

  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    regions.create(TABLE);
    regions.replicate(TABLE);
    expire(true);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void anItemThatExpiresIsDeletedOnceAndInBothRegions() throws Exception {
    for (String key : List.of("a", "b", "c", "d", "e")) {
      lastingUntil(regions.us, key, end);
      lastingUntil(regions.eu, key + key, end);
    }
    regions.awaitEqual(TABLE);
    isAt(regions.us, end);
    isAt(regions.eu, end);
    await(() -> regions.exchangeAnd(visible(regions.us) == 0 && visible(regions.eu) == 0));
    regions.awaitEqual(TABLE);
    await(() -> deleted(regions.us) + deleted(regions.eu) >= 10);
    assertThat(deleted(regions.us)).isEqualTo(5);
    assertThat(deleted(regions.eu)).isEqualTo(5);
    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      List<StreamRow> removed = removed(region);
      assertThat(removed).hasSize(10).allMatch(StreamRow::expired);
    }
    assertThat(conflicts()).isZero();
  }

  /** The one that wrote it has deleted it before it hears that it was to last. */
  @ParameterizedTest
  @EnumSource(ConflictPolicy.class)
  void whatIsExtendedWhereTheDeletionIsNotKnownStaysWhole(ConflictPolicy policy) throws Exception {
    choose(policy);
    lastingUntil(regions.us, "a", end);
    update(regions.us, "SET v = :v", new StringValue("kept"));
    regions.awaitEqual(TABLE);
    NumberValue later = NumberValue.of(end + AN_HOUR);
    update(regions.eu, "SET expires = :v", later);
    isAt(regions.us, end);
    await(() -> deleted(regions.us) == 1);
    regions.awaitEqual(TABLE);
    assertThat(item(regions.us).attribute("v")).contains(new StringValue("kept"));
    assertThat(item(regions.us).attribute(EXPIRES)).contains(later);
    assertThat(conflicts()).isZero();
  }

  @ParameterizedTest
  @EnumSource(ConflictPolicy.class)
  void whatIsOnlyChangedWhereTheDeletionIsNotKnownExpiresInItsTurn(ConflictPolicy policy)
      throws Exception {
    choose(policy);
    lastingUntil(regions.us, "a", end);
    regions.awaitEqual(TABLE);
    update(regions.eu, "SET v = :v", new StringValue("late"));
    isAt(regions.us, end);
    await(() -> deleted(regions.us) == 1);
    isAt(regions.eu, end);
    await(() -> regions.exchangeAnd(visible(regions.us) == 0 && visible(regions.eu) == 0));
    regions.awaitEqual(TABLE);
    assertThat(conflicts()).isZero();
  }

  @Test
  void regionsThatAreCutOffBothDeleteAndItIsNoConflict() throws Exception {
    lastingUntil(regions.us, "a", end);
    regions.awaitEqual(TABLE);
    isAt(regions.us, end);
    await(() -> deleted(regions.us) == 1 && visible(regions.us) == 0);
    isAt(regions.eu, end + AN_HOUR);
    await(() -> deleted(regions.eu) == 1 && visible(regions.eu) == 0);
    regions.awaitEqual(TABLE);
    assertThat(conflicts()).isZero();
  }

  @Test
  void turnedOffInOneRegionItEndsInAllAndTurnedOnAnewByAnotherAttribute() throws Exception {
    lastingUntil(regions.us, "a", end);
    expire(false);
    lastingUntil(regions.us, "a", end - 2 * AN_HOUR);
    regions.awaitEqual(TABLE);
    change(regions.eu, new TableChange.TimeToLive(true, "gone"));
    await(() -> regions.exchangeAnd(isKept(regions.us, "gone") && isKept(regions.eu, "gone")));
    update(regions.eu, "SET gone = :v", NumberValue.of(end - 2 * AN_HOUR));
    await(() -> regions.exchangeAnd(visible(regions.us) == 0 && visible(regions.eu) == 0));
    assertThat(conflicts()).isZero();
  }

  @Test
  void aRestartGoesOnWithWhatIsToExpire() throws Exception {
    lastingUntil(regions.us, "a", end);
    lastingUntil(regions.us, "b", end + AN_HOUR);
    regions.restartUs();
    isAt(regions.us, end);
    await(() -> regions.us.tables.table(TABLE).isPresent() && visible(regions.us) == 1);
    regions.awaitEqual(TABLE);
  }

  private void expire(boolean enabled) throws Exception {
    change(regions.us, new TableChange.TimeToLive(enabled, EXPIRES));
    await(
        () ->
            regions.exchangeAnd(
                isKept(regions.us, EXPIRES) == enabled && isKept(regions.eu, EXPIRES) == enabled));
  }

  private void choose(ConflictPolicy policy) throws Exception {
    change(
        regions.us,
        new TableChange.Tag(
            new TreeMap<>(Map.of(TableSettings.CONFLICT_POLICY_TAG, policy.text()))));
    await(
        () ->
            regions.exchangeAnd(
                regions.eu.tables.table(TABLE).orElseThrow().settings().policy() == policy));
  }

  private static void change(RegionInMemory region, TableChange change) throws Exception {
    assertThat(region.tables.change(TABLE, change).toCompletableFuture().get())
        .isInstanceOf(TableOutcome.Accepted.class);
  }

  private static boolean isKept(RegionInMemory region, String attribute) {
    return region
        .tables
        .table(TABLE)
        .flatMap(table -> table.settings().expiry())
        .filter(expiry -> expiry.attribute().equals(attribute))
        .isPresent();
  }

  private static void lastingUntil(RegionInMemory region, String key, long seconds) {
    assertThat(region.update(TABLE, key, "SET expires = :v", NumberValue.of(seconds)))
        .isInstanceOf(WriteOutcome.Written.class);
  }

  private static void update(RegionInMemory region, String expression, AttributeValue value) {
    assertThat(region.update(TABLE, "a", expression, value))
        .isInstanceOf(WriteOutcome.Written.class);
  }

  private static void isAt(RegionInMemory region, long second) {
    region.clockStandsAt(Instant.ofEpochSecond(second));
  }

  private static long visible(RegionInMemory region) {
    return region.states(TABLE).values().stream()
        .filter(state -> state.content().visible().isPresent())
        .count();
  }

  private static long deleted(RegionInMemory region) {
    int table = region.tables.table(TABLE).orElseThrow().storeNumber();
    return region.leaders.status().stream()
        .filter(each -> each.partition().table() == table)
        .mapToLong(each -> each.expiries().deleted())
        .sum();
  }

  /** What the region's stream tells of deletions. */
  private static List<StreamRow> removed(RegionInMemory region) {
    TableView table = region.tables.table(TABLE).orElseThrow();
    List<StreamRow> removed = new ArrayList<>();
    for (int partition = 0; partition < table.partitions(); partition++) {
      region
          .store
          .streams()
          .visit(
              new PartitionId(table.storeNumber(), partition),
              StreamPosition.ofRecord(0),
              row -> {
                if (row.kind() == StreamRow.Kind.REMOVE) {
                  removed.add(row);
                }
                return true;
              });
    }
    return removed;
  }

  private long conflicts() {
    long conflicts = 0;
    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      TableView table = region.tables.table(TABLE).orElseThrow();
      for (int partition = 0; partition < table.partitions(); partition++) {
        conflicts +=
            region.store.applied(new PartitionId(table.storeNumber(), partition)).conflicts();
      }
    }
    return conflicts;
  }

  private static Item item(RegionInMemory region) {
    Optional<EncodedItem> item =
        region.states(TABLE).values().stream()
            .map(ItemState::content)
            .flatMap(content -> content.visible().stream())
            .findFirst();
    return item.orElseThrow().decode();
  }
}
