package dev.pangaea.regionnode.causal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CausalityTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final String ORDERS = "orders";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeTables tables = new FakeTables(US, 2);
  private final WatchedStore store = new WatchedStore(new MemoryStore());
  private final AtomicLong nanos = new AtomicLong(1);
  private final Causality causality = new Causality(US, tables, store, nanos::get);
  private TableView orders;

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
    public void tooMany() {
      ends.add("too many");
    }
  }

  @BeforeEach
  void makeTable() {
    store.onMove(causality::moved);
    KeySchema keys = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    orders =
        new TableView(
            ORDERS,
            "id",
            US,
            7,
            2,
            0L,
            TableStatus.ACTIVE,
            TableSettings.onDemand(keys),
            true,
            List.of(new TableView.Replica(EU, TableStatus.ACTIVE)));
    tables.put(orders);
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
    PartitionId id = new PartitionId(7, partition);
    Position position = new Position(millis, new RecordId(9, millis));
    Watermark watermark = new Watermark(HybridTime.of(millis, 0), millis);
    commit(
        new Entry.PutProgress(id, new Progress(EU, "log", position, watermark)),
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
