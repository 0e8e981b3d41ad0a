package dev.pangaea.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.change.Intake;
import dev.pangaea.replicator.lag.LinkMeters;
import dev.pangaea.replicator.lag.TableStatus;
import dev.pangaea.replicator.plan.Halt;
import dev.pangaea.replicator.plan.LinkPlan;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.PlanLimits;
import dev.pangaea.replicator.plan.RegionModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkRunTest {
  private final LogBook book = new LogBook("orders-log", 0);
  private final LogBook catalog = new LogBook("pangaea.catalog", 0);
  private final RegionModel region =
      new RegionModel()
          .wants("orders", book.partition())
          .wants("pangaea.catalog", catalog.partition());
  private final FakeReader reader = new FakeReader(book, catalog);
  private final FakeNode node = new FakeNode(region);
  private final Queue<Runnable> errands = new ArrayDeque<>();
  private boolean courierAway;
  private long nowMillis = 2_000_000;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LinkMeters meters =
      new LinkMeters(
          registry,
          () -> Instant.ofEpochMilli(nowMillis),
          LogBook.SOURCE,
          LogBook.TARGET,
          () -> false);
  private final LinkRun run = run(PlanLimits.DEFAULT);

  private LinkRun run(PlanLimits limits) {
    return new LinkRun(
        LogBook.SOURCE,
        reader,
        node,
        new LinkPlan(LogBook.TARGET, limits, new Random(1)),
        meters,
        errand -> {
          if (courierAway) {
            errands.add(errand);
          } else {
            errand.run();
          }
        },
        () -> nowMillis * 1_000_000,
        new Random(1));
  }

  private void steps(int count) {
    for (int step = 0; step < count; step++) {
      run.step();
    }
  }

  private void later(long millis) {
    for (long passed = 0; passed < millis; passed += 100) {
      nowMillis += 100;
      run.step();
    }
  }

  private TableStatus orders() {
    return meters.status().tables().stream()
        .filter(table -> table.table().equals("orders"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void carriesWritesOfAllTablesInOneBatch() {
    book.newLeader().writes(2);
    catalog.newLeader().writes(1);
    steps(3);

    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
    assertThat(region.taken(catalog.partition())).isEqualTo(catalog.shipped());
    assertThat(node.batches()).singleElement().satisfies(batch -> assertThat(batch).hasSize(2));
  }

  @Test
  void readsOnWhileABatchIsUnderWayAndThenHandsOverAllThatCame() {
    book.newLeader();
    steps(2);
    courierAway = true;
    book.writes(1);
    steps(2);
    book.writes(1);
    steps(1);
    book.writes(1);
    steps(1);
    assertThat(errands).hasSize(1);

    int before = node.batches().size();
    courierAway = false;
    errands.remove().run();
    steps(2);

    assertThat(reader.wokenUp()).isPositive();
    assertThat(node.batches()).hasSize(before + 2);
    assertThat(node.batches().getLast().getFirst().changes()).hasSize(2);
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void takesUpANewTableWithinASecond() {
    LogBook anew = new LogBook("new-log", 0);
    FakeReader wider = new FakeReader(book, catalog, anew);
    LinkRun widerRun =
        new LinkRun(
            LogBook.SOURCE,
            wider,
            node,
            new LinkPlan(LogBook.TARGET, PlanLimits.DEFAULT, new Random(1)),
            meters,
            Runnable::run,
            () -> nowMillis * 1_000_000,
            new Random(1));
    widerRun.step();
    anew.newLeader().writes(1);
    region.wants("new", anew.partition());
    for (int step = 0; step < 10; step++) {
      nowMillis += 100;
      widerRun.step();
    }

    assertThat(region.taken(anew.partition())).isEqualTo(anew.shipped());
  }

  @Test
  void asksForIntakesAtOnceWhenTheCatalogChanged() {
    steps(2);
    int before = node.intakesAsked();
    catalog.newLeader().writes(1);
    steps(3);

    assertThat(node.intakesAsked()).isEqualTo(before + 1);
  }

  @Test
  void livesWithoutItsNodeAndGoesOnOnceItIsBack() {
    node.down(true);
    book.newLeader().writes(1);
    later(5_000);
    assertThat(meters.status().nodeAnswers()).isFalse();

    node.down(false);
    later(1_000);
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
    assertThat(meters.status().nodeAnswers()).isTrue();
  }

  @Test
  void nothingIsTakenTwiceWhenAnswersAreLost() {
    book.newLeader();
    steps(3);
    node.losesAnswers(true);
    book.writes(3);
    later(1_000);
    node.losesAnswers(false);
    book.writes(1);
    later(2_000);

    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void anErrorOfTheMachineDuringACallFailsTheRun() {
    book.newLeader().writes(1);
    steps(1);
    node.breaks(new NoClassDefFoundError("broken for this test"));
    assertThatThrownBy(() -> later(2_000))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void whatIsHeldBackIsHandedOverLaterAndIsNoFailureOfTheNode() {
    book.newLeader();
    steps(2);
    node.holdsBack(3);
    book.writes(2);
    later(1_000);

    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
    assertThat(meters.status().nodeAnswers()).isTrue();
    assertThat(registry.get("pangaea.replication.delivery.failures").counter().count()).isZero();
  }

  @Test
  void aCallThatNeverEndsFailsTheRun() {
    courierAway = true;
    later(LinkRun.UNDER_WAY_MILLIS_MAX);
    assertThat(errands).as("asking for intakes").hasSize(1);

    assertThatThrownBy(() -> later(1_000)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBatchThatNeverComesBackFailsTheRun() {
    book.newLeader();
    steps(2);
    courierAway = true;
    book.writes(1);
    steps(1);
    for (int step = 0; step < LinkRun.UNDER_WAY_MILLIS_MAX / 100; step++) {
      later(100);
      errands.stream().skip(1).toList().forEach(Runnable::run);
      while (errands.size() > 1) {
        errands.remove(errands.stream().skip(1).findFirst().orElseThrow());
      }
    }

    assertThatThrownBy(() -> later(1_000)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void holdsAPartitionThatHasTooMuchWaiting() {
    LinkRun tight = run(new PlanLimits(100, 2, 2, 100, 1_000));
    book.newLeader().writes(2).writes(2).writes(2);
    courierAway = true;
    tight.step();
    errands.remove().run();
    tight.step();
    tight.step();
    assertThat(reader.held()).containsExactly(book.partition());

    courierAway = false;
    errands.forEach(Runnable::run);
    for (int step = 0; step < 10; step++) {
      tight.step();
    }
    assertThat(reader.held()).isEmpty();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void stalenessRisesWhileNothingArrivesAndFallsWhenItDoes() {
    book.newLeader().writes(1);
    steps(3);
    long before = orders().stalenessMillis();

    reader.cut(true);
    book.writes(5);
    later(60_000);

    assertThat(orders().stalenessMillis()).isEqualTo(before + 60_000);
    assertThat(orders().lag()).as("of the last 10 s").isEmpty();
    assertThat(meters.status().connections()).isZero();

    reader.cut(false);
    book.writes(1);
    later(1_000);
    long newest = book.from(book.end() - 1, 1).getFirst().appendMillis();
    assertThat(orders().stalenessMillis()).isEqualTo(nowMillis - newest);
  }

  @Test
  void backlogIsKeptDuringACutAndSaysHowOldItIs() {
    book.newLeader().writes(1);
    later(1_500);
    node.down(true);
    book.writes(1).writes(1);
    later(1_500);
    assertThat(orders().backlogRecords()).isEqualTo(2);

    reader.cut(true);
    later(20_000 + LinkRun.ENDS_EVERY_MILLIS);

    assertThat(orders().backlogRecords()).isEqualTo(2);
    assertThat(orders().backlogAgeMillis().orElseThrow()).isBetween(20_000L, 21_500L);
  }

  @Test
  void aBacklogOfALogThatIsHeldGrowsOldThoughOthersAreRead() {
    LinkRun tight = run(new PlanLimits(100, 2, 2, 100, 1_000));
    book.newLeader().writes(2).writes(2).writes(2);
    catalog.newLeader();
    courierAway = true;
    tight.step();
    errands.remove().run();
    tight.step();
    tight.step();
    assertThat(reader.held()).containsExactly(book.partition());

    for (int step = 0; step < 10; step++) {
      nowMillis += 1_000;
      catalog.writes(1);
      tight.step();
    }
    assertThat(orders().backlogAgeMillis().orElseThrow()).isBetween(8_000L, 11_500L);
  }

  @Test
  void aHaltIsAnAlarmOfItsTableAndDoesNotStopTheOthers() {
    book.newLeader().writes(1);
    catalog.newLeader();
    steps(3);
    for (int count = 0; count < 100; count++) {
      book.zombie();
    }
    later(2_000);
    catalog.writes(1);
    later(1_000);

    assertThat(orders().needsCopy()).containsExactly(Halt.NOTHING_FITS);
    assertThat(reader.places()).containsOnlyKeys(catalog.partition());
    assertThat(region.taken(catalog.partition())).isEqualTo(catalog.shipped());
  }

  @Test
  void theNodeIsToldWhatNeedsACopyUntilItHeardIt() {
    book.newLeader().writes(1);
    steps(3);
    for (int count = 0; count < 100; count++) {
      book.zombie();
    }
    steps(3);
    node.down(true);
    later(2_000);
    node.down(false);
    later(4_000);

    assertThat(node.copiesAsked())
        .isNotEmpty()
        .allSatisfy(
            stuck ->
                assertThat(stuck)
                    .containsExactly(new Intake("orders", 0, region.standing(book.partition()))));
  }

  @Test
  void aTableThatIsGoneIsForgotten() {
    book.newLeader().writes(1);
    steps(3);
    region.wantsNoMore(book.partition());
    later(1_000);

    assertThat(reader.places()).containsOnlyKeys(catalog.partition());
    assertThat(meters.status().tables())
        .extracting(TableStatus::table)
        .containsExactly("pangaea.catalog");
  }
}
