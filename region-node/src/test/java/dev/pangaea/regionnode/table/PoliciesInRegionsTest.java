package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.RestoreRequest.Expected;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.Side;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of concurrent writes in two regions, under the policy that one was told. */
@Execution(ExecutionMode.CONCURRENT)
class PoliciesInRegionsTest {
  private static final String TABLE = "orders";
  private static final String TAG = TableSettings.CONFLICT_POLICY_TAG;

  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    regions.create(TABLE);
    regions.replicate(TABLE);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void thePolicyOfATableReachesItsReplicasAndGoesWithItsTag() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    assertThat(tags(regions.eu)).containsExactly(Map.entry(TAG, "mergeable"));

    regions
        .eu
        .tables
        .change(TABLE, new TableChange.Untag(new TreeSet<>(List.of(TAG))))
        .toCompletableFuture()
        .get();
    await(() -> regions.exchangeAnd(policy(regions.us) == ConflictPolicy.LAST_WRITER_WINS));
    assertThat(tags(regions.us)).isEmpty();
  }

  @Test
  void aRegionThatJoinsHasThePolicyAndTheCounts() throws Exception {
    regions.create("counted");
    choose("counted", ConflictPolicy.MERGEABLE, false);
    update(regions.us, "counted", "ADD n :v", NumberValue.of(5));
    regions.replicate("counted");
    assertThat(policy(regions.eu, "counted")).isEqualTo(ConflictPolicy.MERGEABLE);
    update(regions.us, "counted", "ADD n :v", NumberValue.of(10));
    update(regions.eu, "counted", "ADD n :v", NumberValue.of(100));
    assertThat(item("counted").attribute("n")).contains(NumberValue.of(115));
  }

  @Test
  void additionsInBothRegionsAddUp() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    for (int each = 0; each < 10; each++) {
      update(regions.us, TABLE, "ADD n :v", NumberValue.of(1));
      update(regions.eu, TABLE, "ADD n :v", NumberValue.of(100));
    }
    update(regions.us, TABLE, "ADD s :v", strings("a"));
    update(regions.eu, TABLE, "ADD s :v", strings("b"));
    assertThat(item(TABLE).attribute("n")).contains(NumberValue.of(1010));
    assertThat(item(TABLE).attribute("s")).contains(strings("a", "b"));
  }

  @Test
  void updatesOfDifferentAttributesBothStay() throws Exception {
    choose(ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS);
    update(regions.us, TABLE, "SET a = :v", new StringValue("us"));
    update(regions.eu, TABLE, "SET b = :v", new StringValue("eu"));
    Item item = item(TABLE);
    assertThat(item.attribute("a")).contains(new StringValue("us"));
    assertThat(item.attribute("b")).contains(new StringValue("eu"));
  }

  @Test
  void aStreamTellsOfAMergeWhichRegionsWriteBroughtIt() throws Exception {
    choose(ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS);
    update(regions.us, TABLE, "SET a = :v", new StringValue("us"));
    update(regions.eu, TABLE, "SET b = :v", new StringValue("eu"));
    item(TABLE);
    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      List<Boolean> replicated = new ArrayList<>();
      for (Shard shard : region.streams.current(TABLE).orElseThrow().shards()) {
        if (region.streams.read(shard.id(), shard.start(), 10, 1 << 20)
            instanceof ShardRead.Page page) {
          page.records().forEach(record -> replicated.add(record.origin().replicated()));
        }
      }
      assertThat(replicated).as("in " + region.name).containsExactly(false, true);
    }
  }

  @Test
  void anUpdateWithinATransactionIsStampedAsAnyOther() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    update(regions.us, TABLE, "SET n = :v", NumberValue.of(1000));
    item(TABLE);
    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      assertThat(region.updateTogether(TABLE, List.of("a", "b"), "ADD n :v", NumberValue.of(1)))
          .isInstanceOf(TransactionOutcome.Committed.class);
    }
    assertThat(item(TABLE).attribute("n")).contains(NumberValue.of(1002));
    assertThat(regions.us.states(TABLE)).hasSize(2);
  }

  @Test
  void aSwitchThatOneRegionHasNotHeardOfKeepsThemEqual() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    update(regions.eu, TABLE, "ADD n :v", NumberValue.of(1));
    choose(TABLE, ConflictPolicy.LAST_WRITER_WINS, false);
    update(regions.us, TABLE, "SET a = :v", new StringValue("us"));
    update(regions.eu, TABLE, "ADD n :v", NumberValue.of(1));
    Item item = item(TABLE);
    assertThat(item.attribute("n")).contains(NumberValue.of(2));
    await(() -> regions.exchangeAnd(policy(regions.eu) == ConflictPolicy.LAST_WRITER_WINS));
  }

  @Test
  void whatWasStampedIsThereAfterALossOfTheStore() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    update(regions.us, TABLE, "ADD n :v", NumberValue.of(1));
    update(regions.eu, TABLE, "ADD n :v", NumberValue.of(2));
    item(TABLE);
    var before = regions.us.states(TABLE);
    regions.restartUsFromItsLogs();
    await(() -> regions.us.tables.table(TABLE).isPresent());
    await(() -> regions.us.states(TABLE).equals(before));
    update(regions.us, TABLE, "ADD n :v", NumberValue.of(3));
    update(regions.eu, TABLE, "ADD n :v", NumberValue.of(4));
    assertThat(item(TABLE).attribute("n")).contains(NumberValue.of(10));
  }

  @Test
  void aRestorationKeepsTheCountsThatItsImageIsMadeOf() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    update(regions.us, TABLE, "ADD n :v", NumberValue.of(5));
    item(TABLE);
    update(regions.us, TABLE, "SET a = :v", new StringValue("us"));
    update(regions.eu, TABLE, "SET a = :v", new StringValue("eu"));
    item(TABLE);
    assertThat(restore(last(), Optional.of(Side.HERE))).isInstanceOf(RestoreOutcome.Restored.class);
    update(regions.eu, TABLE, "ADD n :v", NumberValue.of(2));
    Item item = item(TABLE);
    assertThat(item.attribute("n")).contains(NumberValue.of(7));
    assertThat(item.attribute("a")).contains(new StringValue("us"));
  }

  @Test
  void ofAMergeItHasToBeSaidWhichSideIsWanted() throws Exception {
    choose(ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS);
    update(regions.us, TABLE, "SET a = :v", new StringValue("us"));
    update(regions.us, TABLE, "SET b = :v", new StringValue("us"));
    update(regions.eu, TABLE, "SET a = :v, c = :v", new StringValue("eu"));
    item(TABLE);
    LedgerRow merge = last();
    assertThat(merge.isMerge()).isTrue();
    assertThat(restore(merge, Optional.empty())).isEqualTo(new RestoreOutcome.SideNotSaid());
    assertThat(item(TABLE).attribute("c")).contains(new StringValue("eu"));
    assertThat(restore(merge, Optional.of(Side.HERE))).isInstanceOf(RestoreOutcome.Restored.class);
    Item item = item(TABLE);
    assertThat(item.attribute("a")).contains(new StringValue("us"));
    assertThat(item.attribute("c")).isEmpty();
  }

  @Test
  void aMergeThatLosesNothingIsKnownAndHoldsNothingToRestore() throws Exception {
    choose(ConflictPolicy.MERGEABLE);
    update(regions.us, TABLE, "ADD n :v", NumberValue.of(1));
    update(regions.eu, TABLE, "ADD n :v", NumberValue.of(2));
    item(TABLE);
    assertThat(last().hasImages()).isFalse();
    assertThat(restore(last(), Optional.of(Side.HERE))).isEqualTo(new RestoreOutcome.NothingLost());
    assertThat(item(TABLE).attribute("n")).contains(NumberValue.of(3));
  }

  private LedgerRow last() {
    return desk().conflicts(TABLE, Optional.empty(), Optional.empty(), 1).rows().getFirst();
  }

  private RestoreOutcome restore(LedgerRow conflict, Optional<Side> side) {
    CompletableFuture<RestoreOutcome> outcome = new CompletableFuture<>();
    desk()
        .restore(
            conflict.id(),
            new RestoreRequest(conflict.id().at(), side, new Expected.Anything()),
            outcome::complete);
    return outcome.join();
  }

  private ConflictDesk desk() {
    return new ConflictDesk(regions.us.tables, regions.us.store, regions.us.leaders);
  }

  private void choose(ConflictPolicy policy) throws Exception {
    choose(TABLE, policy, true);
  }

  private void choose(String table, ConflictPolicy policy, boolean everywhere) throws Exception {
    TreeMap<String, String> tags = new TreeMap<>(Map.of(TAG, policy.text()));
    regions.us.tables.change(table, new TableChange.Tag(tags)).toCompletableFuture().get();
    assertThat(policy(regions.us, table)).isEqualTo(policy);
    if (everywhere) {
      await(() -> regions.exchangeAnd(policy(regions.eu, table) == policy));
    }
  }

  private static void update(
      RegionInMemory region, String table, String expression, AttributeValue value) {
    assertThat(region.update(table, "a", expression, value))
        .isInstanceOf(WriteOutcome.Written.class);
  }

  /** The item, once the regions hold the same. */
  private Item item(String table) throws Exception {
    regions.awaitEqual(table);
    Optional<ItemState> state =
        regions.us.states(table).entrySet().stream()
            .filter(entry -> entry.getKey().contains("value=a"))
            .map(Map.Entry::getValue)
            .findFirst();
    return state.orElseThrow().content().visible().orElseThrow().decode();
  }

  private ConflictPolicy policy(RegionInMemory region) {
    return policy(region, TABLE);
  }

  private static ConflictPolicy policy(RegionInMemory region, String table) {
    return region.tables.table(table).orElseThrow().settings().policy();
  }

  private static Map<String, String> tags(RegionInMemory region) {
    return region.tables.table(TABLE).orElseThrow().settings().allTags();
  }

  private static StringSetValue strings(String... elements) {
    return new StringSetValue(new TreeSet<>(List.of(elements)));
  }
}
