package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.delete;
import static dev.pangaea.regionnode.leader.LeaderFixtures.deleted;
import static dev.pangaea.regionnode.leader.LeaderFixtures.nothingToDelete;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.LeaderFixtures.replaced;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.StoreBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is told what, when, and how often. */
class AnswersTest {
  private static final WriteOutcome UNAVAILABLE = new WriteOutcome.Unavailable();
  private static final WriteOutcome IN_DOUBT = new WriteOutcome.InDoubt();
  private static final WriteOutcome THROTTLED = new WriteOutcome.Throttled();

  private final LeaderWorld world = LeaderWorld.leading();

  @Test
  void tellsWhatWasThereBefore() {
    assertThat(world.write("a", "1").outcomes()).isEmpty();
    Told<WriteOutcome> second = world.write("a", "2");
    Told<WriteOutcome> third = world.remove("a");
    Told<WriteOutcome> fourth = world.remove("a");
    world.node.settle();
    assertThat(second.outcomes()).containsExactly(replaced("1", "2"));
    assertThat(third.outcomes()).containsExactly(deleted("2"));
    assertThat(fourth.outcomes()).containsExactly(nothingToDelete());
    assertThat(world.folded().writes()).hasSize(3);
  }

  @Test
  void showsAWriteToWhomeverIsToldOfIt() {
    List<String> seen = new ArrayList<>();
    world.node.submit(
        new Request.Write(
            put("a", "1"),
            LeaderFixtures.unversioned(outcome -> seen.add(outcome + world.read("a")))));
    world.node.settle();
    assertThat(seen).containsExactly(written("1") + "1");
  }

  @Test
  void tellsTheVersionThatTheLogHolds() {
    List<WriteOutcome> told = new ArrayList<>();
    world.node.submit(new Request.Write(put("a", "1"), told::add));
    world.node.submit(new Request.Write(put("a", "2"), told::add));
    world.node.submit(new Request.Write(delete("missing"), told::add));
    world.node.settle();

    assertThat(told)
        .extracting(outcome -> ((WriteOutcome.Written) outcome).version())
        .containsExactly(
            Optional.of(world.folded().writes().getFirst().change().version()),
            Optional.of(world.folded().writes().getLast().change().version()),
            Optional.empty());
  }

  @Test
  void takesManyWritesIntoOneRecord() {
    List<Told<WriteOutcome>> all = new ArrayList<>();
    world.log.nextFates(Fate.HELD);
    for (int index = 0; index < 60; index++) {
      all.add(world.write("k" + index % 7, "v" + index));
    }
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(all).allSatisfy(each -> assertThat(each.outcomes()).hasSize(1));
    assertThat(world.folded().records()).hasSize(3);
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void throttlesWhatDoesNotFitIntoTheLine() {
    world.log.nextFates(Fate.HELD);
    world.write("a", "0");
    for (int index = 0; index < BOUNDS.waiting(); index++) {
      assertThat(world.write("a", "x").outcomes()).isEmpty();
    }
    assertThat(world.write("a", "y").outcomes()).containsExactly(THROTTLED);
    assertThat(world.node.status().waiting()).isEqualTo(BOUNDS.waiting());
  }

  @Test
  void throttlesWhatIsTooMuchToHoldInMemory() {
    world.log.nextFates(Fate.HELD);
    world.write("a", "0");
    String large = "x".repeat(1 << 20);
    for (long bytes = 0; bytes < WaitingRequests.BYTES_MAX; bytes += large.length()) {
      assertThat(world.write("a", large).outcomes()).isEmpty();
    }
    assertThat(world.write("a", "y").outcomes()).containsExactly(THROTTLED);
  }

  @Test
  void letsNobodyWaitForLongerThanTheBoundBehindARecordUnderWay() {
    world.log.nextFates(Fate.HELD);
    Told<WriteOutcome> underWay = world.write("a", "1");
    Told<WriteOutcome> waits = world.write("a", "2");
    world.pass(BOUNDS.patience().minus(Duration.ofMillis(1)));
    assertThat(waits.outcomes()).isEmpty();
    world.pass(Duration.ofMillis(1));
    assertThat(waits.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(underWay.outcomes()).isEmpty();
  }

  @Test
  void goesOnWhenAListenerThrows() {
    world.node.submit(
        new Request.Write(
            put("a", "1"),
            outcome -> {
              throw new IllegalStateException("a listener that fails on purpose");
            }));
    Told<WriteOutcome> next = world.write("b", "2");
    world.node.settle();
    assertThat(next.outcomes()).containsExactly(written("2"));
    assertThat(world.node.failed).isFalse();
  }

  @Test
  void refusesAPartitionThatNobodyLeads() {
    world.node.hand(new LoopEvent.Closed(PARTITION, () -> {}));
    assertThat(world.write("a", "1").outcomes()).containsExactly(UNAVAILABLE);
  }

  @Test
  void answersAllThatWaitWhenItLetsGo() {
    world.log.nextFates(Fate.HELD_KEPT);
    Told<WriteOutcome> underWay = world.write("a", "1");
    Told<WriteOutcome> waits = world.write("a", "2");
    AtomicInteger done = new AtomicInteger();
    world.node.hand(new LoopEvent.Closed(PARTITION, done::incrementAndGet));
    world.node.hear();
    assertThat(underWay.outcomes()).containsExactly(IN_DOUBT);
    assertThat(waits.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(done).hasValue(1);
    long commits = world.memory.commits();
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(world.memory.commits()).isEqualTo(commits);
    assertThat(underWay.outcomes()).hasSize(1);
  }

  @Test
  void acknowledgesNothingThatTheStoreFailedToTake() {
    TamperedStore store = new TamperedStore(world.memory);
    world.node = world.node(store, BOUNDS);
    world.open();
    world.log.nextFates(Fate.HELD);
    Told<WriteOutcome> underWay = world.write("a", "1");
    Told<WriteOutcome> waits = world.write("a", "2");
    store.failNow();
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.hear();
    assertThat(world.node.failed).isTrue();
    assertThat(underWay.outcomes()).containsExactly(IN_DOUBT);
    assertThat(waits.outcomes()).containsExactly(UNAVAILABLE);
    world.restart(world.memory);
    assertThat(world.read("a")).isEqualTo("1");
  }

  @Test
  void answersThoseWhomABrokenInvariantLeavesBehind() {
    Version future = new Version(HybridTime.of(world.wallMillis + 1_000_000, 0), HOME);
    Change change =
        new Change(LeaderFixtures.key("a"), future, Context.of(future), new Content.Deleted());
    world.intrude(
        world.strange(
            world.memory.applied(PARTITION).position().head(), new Body.Writes(List.of(change))));
    Told<WriteOutcome> underWay = world.write("a", "1");
    Told<WriteOutcome> waits = world.write("a", "2");
    world.node.settle();
    assertThat(world.node.status().stopped()).isTrue();
    assertThat(underWay.outcomes()).containsExactly(IN_DOUBT);
    assertThat(waits.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(world.node.failed).isFalse();
  }

  @Test
  void appendsNothingThatTheLogCouldNotTake() {
    Told<AppendAnswer> told = new Told<>();
    Version version = new Version(HybridTime.of(1, 0), HOME);
    ItemState large =
        new ItemState(
            version,
            Context.of(version),
            new Content.Present(LeaderFixtures.item("x".repeat(LedPartitions.RECORD_BYTES_MAX))));
    EncodedKey key = LeaderFixtures.key("a");
    StoreBatch batch = new StoreBatch();
    batch.add(new StoreBatch.Entry.PutItem(PARTITION, key, large));
    world.memory.commit(batch);
    Body.Copy copy =
        new Body.Copy(LeaderFixtures.AWAY, Context.EMPTY, List.of(large.asChange(key)));
    world.node.submit(new Request.Copy(copy, told));
    Told<WriteOutcome> next = world.write("b", "2");
    world.node.settle();
    assertThat(told.outcomes()).containsExactly(new AppendAnswer.Unavailable());
    assertThat(next.outcomes()).containsExactly(written("2"));
  }
}
