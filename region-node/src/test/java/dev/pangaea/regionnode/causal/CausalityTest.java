package dev.pangaea.regionnode.causal;

import static dev.pangaea.regionnode.table.TableStatus.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CausalityTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final String ORDERS = "orders";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeTables tables = new FakeTables(US, 2);
  private final CountingStore counting = new CountingStore();
  private final WatchedStore store = new WatchedStore(counting);
  private final AtomicLong nanos = new AtomicLong(1);
  private final Causality causality = new Causality(US, tables, store, nanos::get);
  private TableView orders;

  /** Counts how often it is asked how far another region is taken in. */
  private static final class CountingStore extends ForwardingStore {
    private int asked;

    CountingStore() {
      super(new MemoryStore());
    }

    @Override
    public Optional<Progress> progress(PartitionId partition, RegionName source) {
      asked++;
      return super.progress(partition, source);
    }
  }

  /** Whether a request went on, in the order of what happened to it. */
  private static final class Told implements Causality.After {
    private final List<String> ends = new ArrayList<>();

    @Override
    public void here() {
      ends.add("here");
    }

    @Override
    public void late() {
      ends.add("late");
    }

    @Override
    public void notAReplica() {
      ends.add("not a replica");
    }

    @Override
    public void tooMany() {
      ends.add("too many");
    }
  }

  @BeforeEach
  void makeTable() {
    store.onMove(causality::moved);
    orders = table(ORDERS, 7, List.of(new TableView.Replica(EU, ACTIVE)));
    tables.put(orders);
  }

  private static TableView table(String name, int number, List<TableView.Replica> replicas) {
    KeySchema keys = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    return new TableView(
        name, "id", US, number, 2, 0L, ACTIVE, TableSettings.onDemand(keys), true, replicas);
  }

  @Test
  void whatIsHereAlreadyIsNotWaitedFor() {
    taken(0, 50);
    assertThat(await(token(EU, 0, 50)).ends).containsExactly("here");
    wrote(1, 30);
    assertThat(await(token(US, 1, 30)).ends).containsExactly("here");
    assertThat(causality.waiting()).isZero();
  }

  @Test
  void aRequestGoesOnWithTheCommitThatBringsTheLastOfWhatItNeeds() {
    Told told = await(new CausalToken(List.of(mark(EU, 0, 50), mark(EU, 1, 60), mark(US, 1, 10))));
    taken(0, 49);
    taken(1, 99);
    assertThat(told.ends).isEmpty();
    taken(0, 50);
    assertThat(told.ends).isEmpty();
    wrote(1, 10);
    assertThat(told.ends).containsExactly("here");
    nanos.addAndGet(2 * SECOND.toNanos());
    causality.expire();
    assertThat(told.ends).containsExactly("here");
    assertThat(causality.waiting()).isZero();
  }

  @Test
  void timeRunsOutForThoseAloneWhoHaveWaitedSoLong() {
    Told first = await(token(EU, 0, 50));
    nanos.addAndGet(SECOND.toNanos() / 2);
    Told second = await(token(EU, 0, 50));
    nanos.addAndGet(SECOND.toNanos() / 2);
    causality.expire();
    assertThat(first.ends).containsExactly("late");
    assertThat(second.ends).isEmpty();
    taken(0, 50);
    assertThat(first.ends).containsExactly("late");
    assertThat(second.ends).containsExactly("here");
  }

  @Test
  void onlySoManyWait() {
    List<Told> all = new ArrayList<>();
    while (all.isEmpty() || all.getLast().ends.isEmpty()) {
      all.add(await(token(EU, 0, 50)));
    }
    assertThat(all.getLast().ends).containsExactly("too many");
    assertThat(all).hasSize(4097);
    taken(0, 50);
    assertThat(all.subList(0, 4096)).allMatch(told -> told.ends.equals(List.of("here")));
  }

  @Test
  void tablesThatAreNotHereAreNotWaitedFor() {
    assertThat(await(new CausalToken(List.of(new Mark("other", 0, EU, HybridTime.of(9, 0))))).ends)
        .containsExactly("here");
    assertThat(await(token(EU, 2, 9)).ends).as("no such partition").containsExactly("here");
  }

  @Test
  void regionsWithoutAReplicaAreNotWaitedFor() {
    assertThat(await(token(new RegionName("nowhere"), 0, 1)).ends).containsExactly("not a replica");
    assertThat(causality.waiting()).isZero();

    RegionName left = new RegionName("ap-south-1");
    taken(left, 0, 50);
    assertThat(await(token(left, 0, 50)).ends).containsExactly("here");
    assertThat(await(token(left, 0, 51)).ends).containsExactly("not a replica");
  }

  @Test
  void nothingIsKeptOfNamesThatAreAskedForInVain() {
    RegionName nowhere = new RegionName("nowhere");
    PartitionId partition = new PartitionId(7, 0);
    assertThat(store.progress(partition, nowhere)).isEmpty();
    assertThat(store.progress(partition, nowhere)).isEmpty();
    assertThat(counting.asked).as("it was asked for each time, and not noted").isEqualTo(2);
    taken(0, 50);
    counting.asked = 0;
    assertThat(store.progress(partition, EU)).isPresent();
    assertThat(counting.asked).isZero();
  }

  @Test
  void aCommitLooksAtThoseAloneWhoseWaitItEnds() {
    PartitionId partition = new PartitionId(7, 0);
    AtomicInteger asked = new AtomicInteger();
    Store watched =
        new ForwardingStore(store) {
          @Override
          public Optional<Progress> progress(PartitionId from, RegionName source) {
            asked.incrementAndGet();
            return super.progress(from, source);
          }
        };
    Waits waits = new Waits(US, watched, 4096);
    List<Integer> ended = new ArrayList<>();
    for (int waiter = 1; waiter <= 1000; waiter++) {
      int number = waiter;
      waits.await(
          List.of(new Waits.Need(partition, EU, HybridTime.of(number, 0))),
          SECOND.toNanos(),
          end -> ended.add(number));
    }
    asked.set(0);
    taken(0, 3);
    waits.moved(partition);
    assertThat(ended).containsExactly(1, 2, 3);
    assertThat(asked.get()).isLessThan(10);
    waits.expire(SECOND.toNanos());
    assertThat(ended).hasSize(1000);
    assertThat(waits.count()).isZero();
  }

  @Test
  void theTokenOfTheLargestTransactionFitsAHeaderAndIsReadBack() {
    List<Mark> marks = new ArrayList<>();
    RegionName region = new RegionName("r".repeat(RegionName.LENGTH_MAX));
    for (int table = 0; table < 100; table++) {
      String name = "t".repeat(252) + (100 + table);
      marks.add(new Mark(name, 9_999, region, HybridTime.of(1L << 47, 9)));
      tables.put(table(name, 100 + table, List.of(new TableView.Replica(region, ACTIVE))));
    }
    String text = new CausalToken(marks).text();
    assertThat(text.length()).isLessThan(4_500);
    CausalToken token = CausalToken.of(text).orElseThrow();
    assertThat(token.marks()).hasSize(100);

    Mark last = marks.getLast();
    tables.put(table(last.table(), 199, List.of()));
    Told told = new Told();
    causality.await(
        new CausalToken(
            token.marks().stream()
                .map(mark -> new Mark(mark.table(), 1, mark.region(), mark.clock()))
                .toList()),
        SECOND,
        told);
    assertThat(told.ends).as("it is known which table is meant").containsExactly("not a replica");
  }

  @Test
  void aTableIsNamedOnceForAllItsPartitions() {
    List<Mark> marks = new ArrayList<>();
    for (int partition = 0; partition < 40; partition++) {
      marks.add(mark(US, partition, 1L << 40));
    }
    String text = new CausalToken(marks).text();
    assertThat(text.length()).isLessThan(600);
    assertThat(CausalToken.of(text)).contains(new CausalToken(marks));
  }

  @Test
  void tokensAreTextAndSeveralAreOne() {
    CausalToken one = token(EU, 0, 50);
    CausalToken other = token(US, 1, 1L << 40);
    assertThat(CausalToken.of(one.text())).contains(one);
    assertThat(CausalToken.of(one.text() + ", " + other.text()))
        .contains(new CausalToken(List.of(mark(EU, 0, 50), mark(US, 1, 1L << 40))));
    assertThat(one.text()).matches("[A-Za-z0-9_-]+");
    for (String nonsense :
        List.of("", ",", one.text() + ",", "!", "AA", one.text() + "AA", "a".repeat(7000))) {
      assertThat(CausalToken.of(nonsense)).as(nonsense).isEmpty();
    }
  }

  @Test
  void aTokenStandsForWhatARequestHasWritten() {
    wrote(0, 20);
    wrote(1, 30);
    Touched.during(
        touched -> {
          Touched.written(orders, 1);
          Touched.written(orders, 1);
          wrote(1, 31);
          causality.settle(touched);
          wrote(1, 99);
          assertThat(causality.token(touched)).contains(token(US, 1, 31).text());
        });
    Touched.during(
        touched -> {
          Touched.table(orders);
          causality.settle(touched);
          assertThat(causality.token(touched)).isEmpty();
        });
  }

  @Test
  void aTokenStandsForTheRecordOfAWriteAndNotForLaterOnes() {
    Touched.during(
        touched -> {
          Touched.Answered first = Touched.written(orders, 0);
          Touched.Answered second = Touched.written(orders, 1);
          first.with(HybridTime.of(20, 0));
          wrote(0, 25);
          second.with(HybridTime.of(30, 0));
          Touched.written(orders, 1).with(HybridTime.of(29, 0));
          causality.settle(touched);
          assertThat(causality.token(touched))
              .contains(new CausalToken(List.of(mark(US, 0, 20), mark(US, 1, 30))).text());
        });
  }

  @Test
  void tablesThatNobodyAsksForAreForgotten() {
    VisibleAsOf visible = new VisibleAsOf(store, nanos::get);
    visible.millis(orders);
    visible.millis(table("dropped", 8, List.of()));
    assertThat(visible.remembered()).isEqualTo(2);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
    visible.millis(orders);
    assertThat(visible.remembered()).isEqualTo(1);
  }

  @Test
  void saysUpToWhenAllOfAnotherRegionIsVisible() {
    Touched.during(
        touched -> {
          Touched.table(orders);
          taken(0, 5_000);
          assertThat(causality.visibleAsOf(touched)).as("nothing of one partition").isEmpty();
          taken(1, 7_000);
          assertThat(causality.visibleAsOf(touched)).as("looked at a moment ago").isEmpty();
          nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
          assertThat(causality.visibleAsOf(touched))
              .contains("eu-west-1=" + Instant.ofEpochMilli(4_999));
        });
  }

  private Told await(CausalToken token) {
    Told told = new Told();
    causality.await(token, SECOND, told);
    return told;
  }

  private static CausalToken token(RegionName region, int partition, long millis) {
    return new CausalToken(List.of(mark(region, partition, millis)));
  }

  private static Mark mark(RegionName region, int partition, long millis) {
    return new Mark(ORDERS, partition, region, HybridTime.of(millis, 0));
  }

  /** This region has taken in what the other one wrote up to then. */
  private void taken(int partition, long millis) {
    taken(EU, partition, millis);
  }

  private void taken(RegionName region, int partition, long millis) {
    PartitionId id = new PartitionId(7, partition);
    Position position = new Position(millis, new RecordId(9, millis));
    Watermark watermark = new Watermark(HybridTime.of(millis, 0), millis);
    commit(
        new Entry.PutProgress(id, new Progress(region, "log", position, watermark)),
        new Entry.PutApplied(id, store.applied(id)));
  }

  /** This region has written up to then. */
  private void wrote(int partition, long millis) {
    Position position = new Position(millis, new RecordId(4, millis));
    commit(
        new Entry.PutApplied(
            new PartitionId(7, partition),
            new Applied(position, HybridTime.of(millis, 0), 0, 0, 0, 0)));
  }

  private void commit(Entry... entries) {
    StoreBatch batch = new StoreBatch();
    List.of(entries).forEach(batch::add);
    store.commit(batch);
  }
}
