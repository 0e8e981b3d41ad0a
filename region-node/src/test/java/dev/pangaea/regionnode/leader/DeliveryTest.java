package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Changes of another region. */
@Execution(ExecutionMode.CONCURRENT)
class DeliveryTest {
  private static final int MUCH = 100;

  private final LeaderWorld world = LeaderWorld.leading();
  private final RemoteRegion remote = new RemoteRegion();

  @BeforeEach
  void follow() {
    assertThat(world.follow(RemoteRegion.BEGINNING).outcomes()).hasSize(1);
  }

  @Test
  void isTakenInOnceHoweverOftenItIsSent() {
    write("a", "far", world.wallMillis);
    assertThat(world.deliver(remote.delivery(0, 1)).outcomes())
        .containsExactly(taken(1, new Tally(1, 0, 0, 0, 0, 0)));
    assertThat(world.deliver(remote.delivery(0, 1)).outcomes())
        .containsExactly(new DeliveryOutcome.Elsewhere(RemoteRegion.progress(1)));
    assertThat(world.read("a")).isEqualTo("far");
  }

  @Test
  void isRefusedWhereNobodyAskedForItsSource() {
    write("a", "far", world.wallMillis);
    assertThat(world.deliver(RemoteRegion.ofHome(remote.delivery(0, 1))).outcomes())
        .containsExactly(new DeliveryOutcome.NotWanted());
  }

  @Test
  void meetsTheItemsThatItsOwnEarlierChangesLeft() {
    write("a", "1", world.wallMillis);
    write("a", "2", world.wallMillis);
    write("a", "3", world.wallMillis);
    assertThat(world.deliver(remote.delivery(0, 3)).outcomes())
        .containsExactly(taken(3, new Tally(3, 0, 0, 0, 0, 0)));
    assertThat(world.read("a")).isEqualTo("3");
    assertSameAsLog();
  }

  @Test
  void isWholeInTheLedgerWhenItLoses() {
    write("a", "old", world.wallMillis - 1000);
    world.write("a", "new");
    world.node.settle();
    assertThat(world.deliver(remote.delivery(0, 1)).outcomes())
        .containsExactly(taken(1, new Tally(0, 0, 0, 0, 1, 0)));
    assertThat(world.read("a")).isEqualTo("new");
    assertThat(Ledgered.rows(world.memory, PARTITION)).hasSize(1);
    assertSameAsLog();
  }

  @Test
  void countsConflictsOverSeveralChangesOfOneItem() {
    world.write("a", "here");
    world.node.settle();
    write("a", "1", world.wallMillis + 1000);
    write("a", "2", world.wallMillis + 1000);
    assertThat(world.deliver(remote.delivery(0, 2)).outcomes())
        .containsExactly(taken(2, new Tally(1, 0, 0, 1, 0, 0)));
    assertThat(world.memory.applied(PARTITION).conflicts()).isEqualTo(1);
    assertSameAsLog();
  }

  @Test
  void isDecidedInSeveralRecordsWhereItMeetsMuch() {
    meetsMuch();
    Told<DeliveryOutcome> told = world.deliver(remote.delivery(0, MUCH));
    assertThat(told.outcomes()).containsExactly(taken(MUCH, new Tally(0, 0, 0, 0, MUCH, 0)));
    assertThat(arrivals()).hasSizeGreaterThan(1);
    assertThat(arrivals().subList(0, arrivals().size() - 1))
        .as("where the partition stands meanwhile")
        .allMatch(each -> each.progress().equals(RemoteRegion.BEGINNING));
    assertThat(arrivals().getLast().progress()).isEqualTo(RemoteRegion.progress(MUCH));
    assertThat(Ledgered.rows(world.memory, PARTITION)).hasSize(MUCH);
    assertSameAsLog();
  }

  @Test
  void isTakenInOnceIfItsFirstRecordIsLost() {
    isTakenInOnce(Fate.IN_DOUBT_LOST);
  }

  @Test
  void isTakenInOnceIfItsLastRecordIsLost() {
    isTakenInOnce(Fate.ACKNOWLEDGED, Fate.IN_DOUBT_LOST);
  }

  @Test
  void isTakenInOnceIfItsFirstRecordIsFoundLater() {
    isTakenInOnce(Fate.IN_DOUBT_KEPT);
  }

  private void isTakenInOnce(Fate... fates) {
    meetsMuch();
    world.log.nextFates(fates);
    Told<DeliveryOutcome> told = world.deliver(remote.delivery(0, MUCH));
    if (told.outcomes().getFirst() instanceof DeliveryOutcome.Unavailable) {
      told = world.deliver(remote.delivery(0, MUCH));
    }
    assertThat(told.outcomes()).hasSize(1);
    assertThat(told.outcomes().getFirst())
        .isInstanceOfSatisfying(
            DeliveryOutcome.Taken.class,
            taken -> assertThat(taken.standing()).isEqualTo(RemoteRegion.progress(MUCH)));
    assertThat(Ledgered.rows(world.memory, PARTITION)).hasSize(MUCH);
    assertSameAsLog();
  }

  @Test
  void keepsAsideOnceWhatComesAgainAfterItsLastRecordIsLost() {
    long far = world.wallMillis + LeaderFixtures.BOUNDS.aheadMillis() + 60_000;
    IntStream.range(0, 255).forEach(index -> write("n" + index, "near", world.wallMillis));
    write("far", "late", far);
    write("last", "late", far);
    world.log.nextFates(Fate.ACKNOWLEDGED, Fate.IN_DOUBT_LOST);
    world.deliver(remote.delivery(0, 257));
    world.deliver(remote.delivery(0, 257));
    assertThat(world.memory.refused(PARTITION, 10)).hasSize(2);
    world.pass(Duration.ofSeconds(70));
    assertThat(world.read("far")).isEqualTo("late");
    assertThat(world.read("last")).isEqualTo("late");
    assertThat(world.memory.refused(PARTITION, 10)).isEmpty();
    assertSameAsLog();
  }

  @Test
  void letsWritesInBetweenItsRecords() {
    meetsMuch();
    world.log.usualFate(Fate.HELD);
    Told<DeliveryOutcome> told = world.deliver(remote.delivery(0, MUCH));
    Told<WriteOutcome> written = world.write("other", "in between");
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.hear();
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.hear();
    assertThat(written.outcomes()).hasSize(1);
    assertThat(told.outcomes()).isEmpty();
    world.log.usualFate(Fate.ACKNOWLEDGED);
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(told.outcomes()).containsExactly(taken(MUCH, new Tally(0, 0, 0, 0, MUCH, 0)));
    assertSameAsLog();
  }

  /** Small changes that lose against items that are larger together than a record may meet. */
  private void meetsMuch() {
    String large = "x".repeat(Assembler.MET_BYTES_MAX / MUCH * 2);
    for (int number = 0; number < MUCH; number++) {
      write("large-" + number, "small", world.wallMillis - 1000);
      world.write("large-" + number, large);
      world.node.settle();
    }
  }

  private List<Body.Arrivals> arrivals() {
    return world.folded().records().stream()
        .map(LogRecord::body)
        .filter(Body.Arrivals.class::isInstance)
        .map(Body.Arrivals.class::cast)
        .filter(each -> !each.arrivals().isEmpty())
        .toList();
  }

  @Test
  void liesBelowEveryLaterWriteHere() {
    write("a", "far ahead", world.wallMillis + 60_000);
    world.deliver(remote.delivery(0, 1));
    world.write("a", "later");
    world.node.settle();
    assertThat(world.read("a")).isEqualTo("later");
    assertSameAsLog();
  }

  @Test
  void isAnsweredOnceItIsFoundAfterAnAppendInDoubt() {
    write("a", "far", world.wallMillis);
    world.log.nextFates(Fate.IN_DOUBT_KEPT);
    assertThat(world.deliver(remote.delivery(0, 1)).outcomes())
        .containsExactly(taken(1, new Tally(1, 0, 0, 0, 0, 0)));
    world.log.nextFates(Fate.IN_DOUBT_LOST);
    write("a", "farther", world.wallMillis);
    assertThat(world.deliver(remote.delivery(1, 2)).outcomes())
        .containsExactly(new DeliveryOutcome.Unavailable());
    assertThat(world.deliver(remote.delivery(1, 2)).outcomes()).hasSize(1);
    assertThat(world.read("a")).isEqualTo("farther");
    assertSameAsLog();
  }

  @Test
  void keepsAsideWhatCannotBeAnItemHere() {
    world.node = world.node(world.memory, LeaderFixtures.BOUNDS);
    world.node.hand(
        new LoopEvent.Opened(
            new PartitionOpening(PARTITION, world.log, change -> false, false, () -> {})));
    world.node.settle();
    write("a", "far", world.wallMillis);
    assertThat(world.deliver(remote.delivery(0, 1)).outcomes())
        .containsExactly(taken(1, new Tally(0, 0, 0, 0, 0, 1)));
    assertThat(world.memory.refused(PARTITION, 10)).hasSize(1);
    assertThat(world.read("a")).isEqualTo("-");
    MemoryStore again = new MemoryStore();
    world.restart(again);
    assertThat(world.read("a")).as("now it fits").isEqualTo("far");
    assertThat(again.refused(PARTITION, 10)).isEmpty();
    assertSameAsLog();
  }

  @Test
  void takesInWhatWasTooFarAheadOnceTheClockHasComeCloseAndNotBefore() {
    long ahead = LeaderFixtures.BOUNDS.aheadMillis();
    write("b", "near", world.wallMillis);
    write("a", "far", world.wallMillis + ahead + 60_000);
    world.deliver(remote.delivery(0, 2));
    assertThat(world.read("b")).isEqualTo("near");
    world.pass(Duration.ofSeconds(50));
    world.restart(world.memory);
    assertThat(world.read("a")).isEqualTo("-");
    world.pass(Duration.ofSeconds(20));
    assertThat(world.read("a")).isEqualTo("far");
    assertThat(world.memory.refused(PARTITION, 10)).isEmpty();
    assertSameAsLog();
  }

  @Test
  void goesIntoACopyAsItCameWhileItIsKeptAside() {
    write("b", "near", world.wallMillis);
    write("a", "far", world.wallMillis + LeaderFixtures.BOUNDS.aheadMillis() + 60_000);
    world.deliver(remote.delivery(0, 2));
    List<Change> changes = remote.delivery(0, 2).changes();
    assertThat(copied(changes)).containsExactlyInAnyOrderElementsOf(changes);

    world.write("b", "nearer");
    world.node.settle();
    assertThat(copied(changes)).contains(changes.getLast()).doesNotContain(changes.getFirst());

    world.pass(Duration.ofSeconds(70));
    world.write("a", "later");
    world.node.settle();
    assertThat(copied(changes)).hasSize(2).doesNotContainAnyElementsOf(changes);
  }

  /** What a copy that was to consist of these consists of. */
  private List<Change> copied(List<Change> changes) {
    Told<AppendAnswer> told = new Told<>();
    world.node.submit(new Request.Copy(new Body.Copy(AWAY, Context.EMPTY, changes), told));
    world.node.settle();
    assertThat(told.outcomes()).hasOnlyElementsOfType(AppendAnswer.Counts.class);
    return world.folded().records().stream()
        .map(LogRecord::body)
        .filter(Body.Copy.class::isInstance)
        .map(Body.Copy.class::cast)
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .changes();
  }

  @Test
  void letsGoOfWhatALaterChangeHasSeen() {
    write("a", "far", world.wallMillis + LeaderFixtures.BOUNDS.aheadMillis() + 60_000);
    Context seen = Context.EMPTY;
    for (Change change : remote.delivery(0, 1).changes()) {
      seen = seen.merge(change.context());
    }
    world.deliver(remote.delivery(0, 1));
    assertThat(world.memory.refused(PARTITION, 10)).hasSize(1);
    StoreBatch batch = new StoreBatch();
    Version newer = new Version(HybridTime.of(world.wallMillis, 0), LeaderFixtures.HOME);
    ItemState knowing =
        new ItemState(newer, seen.with(newer), new Content.Present(LeaderFixtures.item("after")));
    batch.add(new StoreBatch.Entry.PutItem(PARTITION, LeaderFixtures.key("a"), knowing));
    world.memory.commit(batch);
    world.pass(Duration.ofSeconds(2));
    assertThat(world.memory.refused(PARTITION, 10)).isEmpty();
    assertThat(world.read("a")).isEqualTo("after");
  }

  @Test
  void keepsAsideAVersionThatNoClockCanHaveGiven() {
    write("a", "far", world.wallMillis + LeaderFixtures.BOUNDS.aheadMillis() + 1);

    assertThat(world.deliver(remote.delivery(0, 1)).outcomes())
        .containsExactly(taken(1, new Tally(0, 0, 0, 0, 0, 1)));

    assertThat(world.memory.refused(PARTITION, 10)).hasSize(1);
    assertThat(world.read("a")).isEqualTo("-");
  }

  @Test
  void stopsThePartitionWhenTheLogContradictsTheState() {
    write("a", "far", world.wallMillis);
    Arrival wrong =
        new Arrival(remote.delivery(0, 1).changes().getFirst(), Arrival.Standing.CONFLICT_LOST);
    world.intrude(
        world.strange(
            world.memory.applied(PARTITION).position().head(),
            new Body.Arrivals(RemoteRegion.progress(1), List.of(wrong))));
    world.write("a", "1");
    world.node.settle();
    assertThat(world.node.status().stopped()).isTrue();
    assertThat(world.memory.progress(PARTITION, AWAY)).contains(RemoteRegion.BEGINNING);
  }

  @Test
  void takesTurnsWithWrites() {
    world.log.usualFate(Fate.HELD);
    write("a", "far", world.wallMillis);
    world.write("b", "1");
    Told<DeliveryOutcome> delivered = world.deliver(remote.delivery(0, 1));
    world.write("b", "2");
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.hear();
    world.write("b", "3");
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.hear();
    assertThat(delivered.outcomes()).hasSize(1);
    assertThat(world.read("b")).isEqualTo("1");
  }

  @Test
  void letsTheOthersKnowThatNothingIsWrittenHere() {
    world.replicated = true;
    world.node.hand(new LoopEvent.Replicated(PARTITION, true));
    long beginning = noops();
    for (int index = 0; index < 40; index++) {
      write("a", "far" + index, world.wallMillis);
      world.deliver(remote.delivery(index, index + 1));
      world.pass(Duration.ofMillis(100));
    }
    assertThat(noops() - beginning).isBetween(3L, 5L);
  }

  private long noops() {
    return world.folded().records().stream()
        .filter(record -> record.body() instanceof Body.Noop)
        .count();
  }

  private void write(String key, String content, long wallMillis) {
    remote.write(key, new Content.Present(item(content)), wallMillis);
  }

  private DeliveryOutcome taken(int records, Tally tally) {
    return new DeliveryOutcome.Taken(RemoteRegion.progress(records), tally, world.wallMillis);
  }

  private void assertSameAsLog() {
    assertThat(NaiveFold.of(world.memory, AWAY)).isEqualTo(world.folded().state());
  }
}
