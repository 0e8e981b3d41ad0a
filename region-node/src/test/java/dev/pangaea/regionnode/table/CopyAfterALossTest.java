package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.EU;
import static dev.pangaea.regionnode.table.RegionPair.US;
import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a region's log lost before another region took it in arrives there by a copy. */
@Execution(ExecutionMode.CONCURRENT)
class CopyAfterALossTest {
  private static final String TABLE = "orders";

  /** Longer than a test lasts: tombstones are counted. */
  private static final Duration TELLING = Duration.ofHours(1);

  private RegionPair regions;

  @BeforeEach
  void start() {
    regions = new RegionPair(TELLING);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void whatRetentionDroppedArrivesWithVersionsContextsAndTombstones() throws Exception {
    replicated(100);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);

    regions.awaitEqual(TABLE);
    awaitNoWish();

    assertThat(regions.eu.states(TABLE)).hasSize(150);
    assertThat(
            regions.eu.states(TABLE).values().stream()
                .filter(state -> state.content() instanceof Content.Deleted))
        .hasSize(20);
    assertThat(regions.us.states(TABLE)).isEqualTo(regions.eu.states(TABLE));
    assertThat(moves()).isEqualTo(List.of(1, 1, 1, 1));
  }

  @Test
  void theTableStaysActiveAndTakesWritesMeanwhile() throws Exception {
    replicated(100);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);

    AtomicInteger written = new AtomicInteger();
    await(
        () -> {
          assertThat(regions.eu.status(TABLE)).isEqualTo(active());
          if (written.get() < 100) {
            String key = "key-" + written.getAndIncrement();
            assertThat(regions.eu.put(TABLE, key, "eu")).isInstanceOf(WriteOutcome.Written.class);
            assertThat(regions.us.put(TABLE, key, "us")).isInstanceOf(WriteOutcome.Written.class);
          }
          regions.exchange();
          return written.get() == 100 && noWish();
        });
    regions.awaitEqual(TABLE);
    awaitNoWish();
    int number = regions.us.tables.table(TABLE).orElseThrow().storeNumber();
    assertThat(regions.us.store.applied(new PartitionId(number, 0)).conflicts())
        .as(
            "the region whose log is whole is followed there: what it wrote meets what it did not know")
        .isPositive();
  }

  @Test
  void anAlarmIsUpUntilTheCopyIsTakenInWhole() throws Exception {
    replicated(10);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);

    wish();
    assertThat(regions.eu.intakes.awaitedCopies()).containsExactly(new AwaitedCopy(TABLE, US, 4));

    regions.awaitEqual(TABLE);
    awaitNoWish();
    assertThat(regions.eu.intakes.awaitedCopies()).isEmpty();
  }

  @Test
  void theWatermarkDoesNotMoveBeforeTheCopyIsTakenInWhole() throws Exception {
    replicated(10);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);
    Progress before = standing(0);
    wish();
    MemoryPartitionLog last = regions.us.logs(TABLE).getLast();
    last.available(false);

    await(() -> exchangeWithoutLastAnd(answered() && copies(0, EU) > 0));
    long middle = regions.us.logs(TABLE).getFirst().endOffset();
    await(() -> exchangeWithoutLastAnd(standing(0).position().nextOffset() >= middle));
    assertThat(standing(0).watermark()).isEqualTo(before.watermark());

    last.available(true);
    regions.awaitEqual(TABLE);
    awaitNoWish();
    await(() -> regions.exchangeAnd(!standing(0).watermark().equals(before.watermark())));
  }

  @Test
  void onePartitionOfManyIsCopiedAndMovedAlone() throws Exception {
    replicated(100);
    List<Integer> before = List.of(copies(0, EU), copies(1, EU), copies(2, EU), copies(3, EU));
    writeApart();
    dropAll(regions.us.logs(TABLE).get(2));

    regions.awaitEqual(TABLE);
    awaitNoWish();

    assertThat(moves().get(2)).isOne();
    for (int other : List.of(0, 1, 3)) {
      assertThat(copies(other, EU)).isEqualTo(before.get(other));
    }
  }

  @Test
  void aDonorThatRestartsInTheMiddleBeginsTheCopyAgain() throws Exception {
    replicated(100);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);
    HybridTime asked = wish();
    MemoryPartitionLog last = regions.us.logs(TABLE).getLast();
    last.available(false);
    await(() -> exchangeWithoutLastAnd(copies(0, EU) > 0 && copies(2, EU) > 0));
    assertThat(answer().copied()).isFalse();

    last.available(true);
    regions.restartUs();
    regions.awaitEqual(TABLE);
    awaitNoWish();

    assertThat(answer().join()).isEqualTo(asked);
    assertThat(moves()).isEqualTo(List.of(1, 1, 1, 1));
  }

  @Test
  void aLossDuringTheCopyIsAskedForAgain() throws Exception {
    replicated(100);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);
    HybridTime first = wish();
    await(() -> exchangeCatalogsAnd(answered() && answer().copied()));
    await(() -> exchangeCatalogsAnd(moves().equals(List.of(1, 1, 1, 1))));
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);

    regions.awaitEqual(TABLE);
    awaitNoWish();

    assertThat(answer().join()).isGreaterThan(first);
  }

  @Test
  void repeatedWishesAreOneWish() throws Exception {
    replicated(10);
    writeApart();
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);
    HybridTime asked = wish();

    for (int times = 0; times < 20; times++) {
      regions.eu.takeInFrom(regions.us);
    }
    regions.awaitEqual(TABLE);
    awaitNoWish();

    assertThat(answer().join()).isEqualTo(asked);
    assertThat(moves()).isEqualTo(List.of(1, 1, 1, 1));
  }

  @Test
  void oneLossAfterTheOtherIsHealed() throws Exception {
    replicated(10);
    for (int round = 0; round < 3; round++) {
      regions.us.put(TABLE, "round", "" + round);
      regions.us.delete(TABLE, "key-" + round);
      regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);
      regions.awaitEqual(TABLE);
      awaitNoWish();
    }
    assertThat(regions.eu.states(TABLE)).hasSize(11);
  }

  @Test
  void aRegionThatJoinsIsFilledAlthoughTheLogLosesThePartsOfItsCopy() throws Exception {
    regions.create(TABLE);
    for (int index = 0; index < 100; index++) {
      regions.us.put(TABLE, "key-" + index, "v");
    }
    regions.invite(TABLE);
    await(() -> copies(0, EU) > 0 && copies(3, EU) > 0);
    regions.us.logs(TABLE).forEach(CopyAfterALossTest::dropAll);

    await(() -> regions.exchangeAnd(regions.eu.status(TABLE).equals(active())));
    assertThat(regions.eu.states(TABLE)).isEqualTo(regions.us.states(TABLE)).hasSize(100);
  }

  @Test
  void aLogThatLostItsEndAndGrewAgainIsFollowedFromWhereTheCopyBegins() throws Exception {
    replicated(100);
    regions.us.close();
    await(() -> !regions.eu.takeInFrom(regions.us));
    for (MemoryPartitionLog log : regions.us.logs(TABLE)) {
      log.truncate(log.endOffset() - 3);
    }
    regions.restartUsFromItsLogs();
    await(() -> regions.us.status(TABLE).equals(active()));
    for (int index = 0; index < 20; index++) {
      String key = "anew-" + index;
      await(() -> regions.us.put(TABLE, key, "v") instanceof WriteOutcome.Written);
    }

    await(() -> regions.exchangeAnd(anew(regions.eu) == 20));
    awaitNoWish();
  }

  private static Optional<TableStatus> active() {
    return Optional.of(TableStatus.ACTIVE);
  }

  private static long anew(RegionInMemory region) {
    return region.states(TABLE).keySet().stream().filter(key -> key.contains("anew-")).count();
  }

  private void replicated(int items) throws Exception {
    regions.create(TABLE);
    for (int index = 0; index < items; index++) {
      regions.us.put(TABLE, "key-" + index, "v");
    }
    regions.replicate(TABLE);
  }

  /** Both sides write and delete the same items and others, and hear nothing of each other. */
  private void writeApart() {
    for (int index = 0; index < 50; index++) {
      regions.us.put(TABLE, "key-" + index, "us");
      regions.us.put(TABLE, "us-" + index, "us");
      regions.eu.put(TABLE, "key-" + index / 2, "eu");
    }
    for (int index = 50; index < 70; index++) {
      regions.us.delete(TABLE, "key-" + index);
    }
  }

  private static void dropAll(MemoryPartitionLog log) {
    try {
      log.trim(log.endOffset());
    } catch (Exception unavailable) {
      throw new AssertionError(unavailable);
    }
  }

  /** Has eu-west-1 wish for a copy and says when; the other region hears of it later. */
  private HybridTime wish() throws Exception {
    regions.eu.takeInFrom(regions.us);
    await(() -> !noWish());
    return pending().orElseThrow().asked();
  }

  private Optional<CopyWish> pending() {
    return regions.eu.catalog.ownLiving(TABLE).orElseThrow().copyWish(US);
  }

  private boolean noWish() {
    return pending().isEmpty();
  }

  private boolean answered() {
    return pending().filter(wish -> wish.isAnsweredBy(answer())).isPresent();
  }

  private Joining answer() {
    return regions.us.catalog.ownLiving(TABLE).orElseThrow().joining(EU).orElseThrow();
  }

  private void awaitNoWish() throws Exception {
    await(() -> regions.exchangeAnd(noWish()));
  }

  private int number() {
    return regions.eu.tables.table(TABLE).orElseThrow().storeNumber();
  }

  private Progress standing(int partition) {
    return regions.eu.store.progress(new PartitionId(number(), partition), US).orElseThrow();
  }

  private boolean exchangeWithoutLastAnd(boolean holds) throws Exception {
    regions.eu.takeInFrom(
        regions.us, intake -> intake.table().equals(Catalog.TABLE) || intake.partition() != 3);
    regions.us.takeInFrom(regions.eu, intake -> intake.table().equals(Catalog.TABLE));
    return holds;
  }

  private boolean exchangeCatalogsAnd(boolean holds) throws Exception {
    regions.eu.takeInFrom(regions.us, intake -> intake.table().equals(Catalog.TABLE));
    regions.us.takeInFrom(regions.eu, intake -> intake.table().equals(Catalog.TABLE));
    return holds;
  }

  /** How often eu-west-1 was moved to where the answer begins, by partition. */
  private List<Integer> moves() {
    List<Integer> moves = new ArrayList<>();
    Joining answer = answer();
    Joining.Beginning beginning = answer.beginnings().get(US);
    for (int partition = 0; partition < 4; partition++) {
      int count = 0;
      for (LogRecord record : records(regions.eu.logs(TABLE).get(partition))) {
        if (record.body() instanceof Body.Arrivals(Progress progress, List<Arrival> arrivals)
            && arrivals.isEmpty()
            && progress.position().equals(beginning.positions().get(partition))) {
          count++;
        }
      }
      moves.add(count);
    }
    return moves;
  }

  /** How many parts of copies for a region its donor's log holds. */
  private int copies(int partition, RegionName joiner) {
    int parts = 0;
    for (LogRecord record : records(regions.us.logs(TABLE).get(partition))) {
      if (record.body()
              instanceof Body.Copy(RegionName forWhom, Context above, List<Change> changes)
          && forWhom.equals(joiner)) {
        parts++;
      }
    }
    return parts;
  }

  private static List<LogRecord> records(MemoryPartitionLog log) {
    return log.entries().stream().map(entry -> LogRecordCodec.decode(entry.record())).toList();
  }
}
