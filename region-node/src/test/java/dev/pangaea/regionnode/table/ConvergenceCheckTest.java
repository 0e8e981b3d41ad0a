package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.EU;
import static dev.pangaea.regionnode.table.RegionPair.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.control.HotReader;
import dev.pangaea.regionnode.control.ItemReader;
import dev.pangaea.regionnode.control.LocalRegionView;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.QuarantineReader;
import dev.pangaea.regionnode.control.http.ControlServer;
import dev.pangaea.regionnode.leader.TransactionStatus;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.StateVisitor;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.throughput.Throughputs;
import dev.pangaea.regionnode.verify.Findings;
import dev.pangaea.regionnode.verify.Pause;
import dev.pangaea.regionnode.verify.RegionUnavailableException;
import dev.pangaea.regionnode.verify.RegionView;
import dev.pangaea.regionnode.verify.TableComparison;
import dev.pangaea.regionnode.verify.TableComparison.Repair;
import dev.pangaea.regionnode.verify.TableComparison.Result;
import dev.pangaea.regionnode.verify.TablePartition;
import dev.pangaea.regionnode.verify.Unfit;
import dev.pangaea.regionnode.verify.http.HttpRegionView;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two regions are compared, and mended, as their control ports show them. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ConvergenceCheckTest {
  private static final String ORDERS = "orders";
  private static final int RANGES = 4 * RangeDigest.RANGES;

  private final Vertx vertx = Vertx.vertx();
  private final RegionPair regions = new RegionPair();
  private final HttpServer usPort = serve(regions.us);
  private final HttpServer euPort = serve(regions.eu);
  private final RegionView us = local(regions.us);
  private final RegionView eu = local(regions.eu);

  @BeforeEach
  void start() throws Exception {
    regions.create(ORDERS);
    regions.replicate(ORDERS);
    for (int key = 0; key < 40; key++) {
      regions.us.put(ORDERS, "key-" + key, "first");
    }
    regions.awaitEqual(ORDERS);
  }

  @AfterEach
  void stop() {
    usPort.close().await();
    euPort.close().await();
    regions.close();
    vertx.close().await();
  }

  @Test
  void regionsThatHoldTheSameAreEqualByTheirDigestsAlone() throws Exception {
    regions.eu.put(ORDERS, "key-1", "second");
    regions.us.delete(ORDERS, "key-2");
    regions.awaitEqual(ORDERS);

    Findings found = compare(false, Repair.NO).found();
    assertThat(found.isEqual()).isTrue();
    assertThat(found.ranges()).isEqualTo(RANGES);
    assertThat(found.items()).isZero();
    assertThat(compare(true, Repair.NO).found().isEqual()).isTrue();
  }

  @Test
  void theControlPortsShowTheSame() throws Exception {
    ItemState old = held(regions.eu, "key-1");
    regions.us.put(ORDERS, "key-1", "second");
    regions.awaitEqual(ORDERS);
    damage(regions.eu, "key-1", old);

    try (HttpRegionView usView = view(usPort);
        HttpRegionView euView = view(euPort)) {
      assertThat(usView.tables()).isEqualTo(us.tables());
      TableComparison comparison = new TableComparison(US, usView, EU, euView, this::exchange);
      assertThat(comparison.compare(ORDERS, 4, false, Repair.NO).found().isEqual()).isTrue();
      Result repaired = comparison.compare(ORDERS, 4, true, Repair.YES);
      assertThat(repaired.found().differences()).hasSize(1);
      assertThat(repaired.left().isEqual()).as("%s", repaired).isTrue();
    }
  }

  @Test
  void whatIsOnItsWayIsNoDifference() throws Exception {
    regions.us.put(ORDERS, "key-1", "second");
    regions.eu.put(ORDERS, "key-1", "other");
    regions.eu.put(ORDERS, "new", "new");

    Findings apart = compare(false, Repair.NO, () -> {}).found();
    assertThat(apart.differences()).isEmpty();
    assertThat(apart.moving()).isEqualTo(2);
    assertThat(apart.isCertain()).isFalse();

    assertThat(compare(false, Repair.NO).found().isEqual()).isTrue();
  }

  @Test
  void anItemThatABrokenDiskRolledBackIsFoundByReadingAndBroughtForwardAgain() throws Exception {
    ItemState old = held(regions.eu, "key-1");
    regions.us.put(ORDERS, "key-1", "second");
    regions.awaitEqual(ORDERS);
    ItemState right = held(regions.us, "key-1");
    damage(regions.eu, "key-1", old);

    assertThat(compare(false, Repair.NO).found().isEqual()).as("nobody has read it").isTrue();
    Result dry = compare(true, Repair.DRY);
    assertThat(dry.found().differences()).hasSize(1);
    assertThat(dry.found().unfit()).extracting(Unfit::region).containsExactly(EU);
    assertThat(dry.done()).hasSize(2);
    assertThat(held(regions.eu, "key-1")).isEqualTo(old);

    Result repaired = compare(true, Repair.YES);
    assertThat(repaired.left().isEqual()).as("%s", repaired).isTrue();
    assertThat(held(regions.eu, "key-1")).isEqualTo(right);
    assertThat(held(regions.us, "key-1")).isEqualTo(right);
    assertThat(compare(true, Repair.NO).found().isEqual()).isTrue();
  }

  @Test
  void anItemThatIsLostIsBroughtBackAndOneThatIsThereAloneIsNotBroughtAnywhere() throws Exception {
    ItemState right = held(regions.us, "key-1");
    StoreBatch lost = new StoreBatch();
    lost.add(new StoreBatch.Entry.DeleteItem(partition(regions.eu, "key-1"), key("key-1")));
    regions.eu.store.commit(lost);
    damage(regions.eu, "ghost", held(regions.eu, "key-2"));

    Result repaired = compare(true, Repair.YES);
    assertThat(repaired.found().differences()).hasSize(2);
    assertThat(repaired.left().differences()).hasSize(1);
    assertThat(repaired.done())
        .anyMatch(
            done ->
                done.what().contains("ghost")
                    && done.outcome().contains("left alone: eu-west-1 alone holds it"));
    assertThat(held(regions.eu, "key-1")).isEqualTo(right);
    assertThat(regions.us.store.item(partition(regions.us, "ghost"), key("ghost"))).isEmpty();
  }

  @Test
  void twoContentsOfOneVersionAreNamedAndLeftAlone() throws Exception {
    ItemState right = held(regions.eu, "key-1");
    EncodedItem forged =
        EncodedItem.of(Item.of(Map.of("pk", new StringValue("key-1"), "v", new StringValue("x"))));
    ItemState wrong = new ItemState(right.version(), right.context(), new Content.Present(forged));
    damage(regions.eu, "key-1", wrong);

    Result repaired = compare(true, Repair.YES);
    assertThat(repaired.left().differences()).hasSize(1);
    assertThat(repaired.done().getFirst().outcome())
        .contains("left alone")
        .contains("write the item anew in us-east-1");
    assertThat(held(regions.us, "key-1")).isEqualTo(right);

    regions.us.put(ORDERS, "key-1", "anew");
    regions.awaitEqual(ORDERS);
    assertThat(compare(true, Repair.YES).left().isEqual()).isTrue();
  }

  @Test
  void aDigestThatFitsNoLongerIsSeenByComparingAndMadeAnew() throws Exception {
    damage(regions.eu, "key-1", held(regions.eu, "key-2"));
    regions.us.put(ORDERS, "key-1", "second");
    regions.awaitEqual(ORDERS);

    Result repaired = compare(false, Repair.YES);
    assertThat(repaired.found().differences()).isEmpty();
    assertThat(repaired.found().unfit()).extracting(Unfit::region).containsExactly(EU);
    assertThat(repaired.left().isEqual()).isTrue();
  }

  @Test
  void nothingIsBroughtOnceTombstonesWereDroppedSinceItWasRead() throws Exception {
    TablePartition partition =
        new TablePartition(ORDERS, partition(regions.us, "late").partition());
    EncodedItem item = EncodedItem.of(Item.of(Map.of("pk", new StringValue("late"))));
    ItemState other = held(regions.eu, "key-1");
    Change late =
        new ItemState(other.version(), other.context(), new Content.Present(item))
            .asChange(key("late"));
    long dropped = us.dropped(partition);
    assertThat(us.takeIn(partition, EU, dropped + 1, List.of(late)))
        .isInstanceOf(DeliveryOutcome.Elsewhere.class);
    assertThat(us.state(partition, key("late"))).isEmpty();
    assertThat(us.takeIn(partition, EU, dropped, List.of(late)))
        .isInstanceOf(DeliveryOutcome.Taken.class);
    assertThat(us.state(partition, key("late"))).isPresent();
  }

  @Test
  void whatDoesNotFitIsSaidAndLeavesNothingBehind() throws Exception {
    EncodedKey odd =
        EncodedKey.of(PrimaryKey.of(new StringValue("key-1"), new StringValue("a sort key")));
    PartitionId id =
        new PartitionId(partition(regions.us, "key-1").table(), Partitioner.partition(odd, 4));
    Change misfit = held(regions.eu, "key-1").asChange(odd);
    TablePartition partition = new TablePartition(ORDERS, id.partition());
    DeliveryOutcome outcome = us.takeIn(partition, EU, us.dropped(partition), List.of(misfit));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            DeliveryOutcome.Taken.class, taken -> assertThat(taken.tally().refused()).isEqualTo(1));
    Intake intake =
        regions.eu.intakes.from(US).stream()
            .filter(each -> each.table().equals(ORDERS) && each.partition() == id.partition())
            .findFirst()
            .orElseThrow();
    var log = regions.us.logs.partition(intake.progress().log(), id.partition());
    List<Body> bodies = new ArrayList<>();
    log.read(
        log.startOffset(),
        log.endOffset(),
        entry -> bodies.add(LogRecordCodec.decode(entry.record()).body()));
    assertThat(bodies).noneMatch(ConvergenceCheckTest::keepsAside);
  }

  private static boolean keepsAside(Body body) {
    return body instanceof Body.Arrivals arrivals
        && arrivals.arrivals().stream()
            .anyMatch(each -> each.standing() == Arrival.Standing.REFUSED);
  }

  @Test
  void onlySoManyRangesAreReadAtATime() throws Exception {
    TablePartition partition =
        new TablePartition(ORDERS, partition(regions.us, "key-1").partition());
    int range = RangeDigest.range(key("key-1"));
    List<Boolean> read = new ArrayList<>();
    RegionView[] nested = new RegionView[1];
    Store reentrant =
        new ForwardingStore(regions.us.store) {
          @Override
          public void scan(PartitionId id, KeyRange positions, StateVisitor visitor) {
            if (read.isEmpty()) {
              try {
                read.add(nested[0].read(partition, range).isPresent());
              } catch (RegionUnavailableException failed) {
                throw new AssertionError(failed);
              }
            }
            super.scan(id, positions, visitor);
          }
        };
    nested[0] = new LocalRegionView(US, regions.us.tables, reentrant, regions.us.leaders);
    assertThat(nested[0].read(partition, range)).isPresent();
    assertThat(read.getFirst()).as("the innermost, which came last").isFalse();
    assertThat(nested[0].read(partition, range)).as("and they end").isPresent();
  }

  @Test
  void saysUpToWhenRegionsHaveConverged() throws Exception {
    long before = System.currentTimeMillis();
    RegionPair.await(
        () ->
            regions.exchangeAnd(
                compare(false, Repair.NO)
                    .convergedAsOf()
                    .filter(at -> at.millis() >= before)
                    .isPresent()));
  }

  private Result compare(boolean reads, Repair repair) throws Exception {
    return compare(reads, repair, this::exchange);
  }

  private Result compare(boolean reads, Repair repair, Pause pause) throws Exception {
    return new TableComparison(US, us, EU, eu, pause).compare(ORDERS, 4, reads, repair);
  }

  private void exchange() {
    try {
      regions.exchange();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static ItemState held(RegionInMemory region, String key) {
    return region.store.item(partition(region, key), key(key)).orElseThrow();
  }

  /** Changes what a store holds beneath its node. */
  private static void damage(RegionInMemory region, String key, ItemState state) {
    StoreBatch batch = new StoreBatch();
    batch.add(new StoreBatch.Entry.PutItem(partition(region, key), key(key), state));
    region.store.commit(batch);
  }

  private static PartitionId partition(RegionInMemory region, String key) {
    TableView table = region.tables.table(ORDERS).orElseThrow();
    return new PartitionId(
        table.storeNumber(), Partitioner.partition(key(key), table.partitions()));
  }

  private static EncodedKey key(String key) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(key)));
  }

  private HttpServer serve(RegionInMemory region) {
    return new ControlServer(
            region.intakes,
            new DeliveryIntake(region.intakes, region.leaders),
            stuck -> {},
            new QuarantineReader(
                region.name,
                region.tables,
                region.store,
                Duration.ofDays(1),
                InstantSource.system()),
            () -> true,
            () ->
                new NodeStatus(
                    region.name,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    new TransactionStatus(0, 0, 0, 0, 0),
                    List.of(),
                    List.of(),
                    List.of(),
                    new TreeMap<>(),
                    List.of()),
            () -> "",
            table -> Optional.empty(),
            local(region),
            new ConflictDesk(region.tables, region.store, region.leaders),
            new ItemReader(region.name, region.tables, region.store),
            region.tail,
            new HotReader(region.name, region.tables, new Throughputs(System::nanoTime)))
        .start(vertx, "127.0.0.1", 0)
        .await();
  }

  private static RegionView local(RegionInMemory region) {
    return new LocalRegionView(region.name, region.tables, region.store, region.leaders);
  }

  private static HttpRegionView view(HttpServer port) {
    return new HttpRegionView(URI.create("http://127.0.0.1:" + port.actualPort()));
  }
}
