package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.RestoreRequest.Expected;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.Side;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write that lost a conflict, written again. */
class RestorationTest {
  private final LeaderWorld world = LeaderWorld.leading();
  private final RemoteRegion remote = new RemoteRegion();

  @BeforeEach
  void follow() {
    assertThat(world.follow(RemoteRegion.BEGINNING).outcomes()).hasSize(1);
  }

  @Test
  void theLoserIsANewWriteThatHasSeenTheConflict() {
    LedgerRow conflict = conflict();
    Version as = restored(restore(conflict));
    assertThat(world.read("a")).isEqualTo("lost");
    ItemState now = state();
    assertThat(now.version()).isEqualTo(as);
    assertThat(as.region()).isEqualTo(HOME);
    assertThat(now.context().covers(conflict.winner().version())).isTrue();
    assertThat(now.context().covers(conflict.loser().version())).isTrue();
    assertThat(row().restoredAs()).contains(as);
    assertSameAsLog();
  }

  @Test
  void itIsRestoredOnceHoweverOftenAsked() {
    LedgerRow conflict = conflict();
    Version as = restored(restore(conflict));
    world.write("a", "later");
    world.node.settle();
    assertThat(restore(conflict)).isEqualTo(new RestoreOutcome.AlreadyRestored(as));
    assertThat(world.read("a")).isEqualTo("later");
    world.restart(new MemoryStore());
    assertThat(restore(conflict)).isEqualTo(new RestoreOutcome.AlreadyRestored(as));
    assertSameAsLog();
  }

  @Test
  void ofTwoWhoAskAtOnceOneIsToldThatItWasDone() {
    LedgerRow conflict = conflict();
    world.log.usualFate(Fate.HELD);
    Told<RestoreOutcome> first = submit(conflict, Optional.empty(), new Expected.AsDecided());
    Told<RestoreOutcome> second = submit(conflict, Optional.empty(), new Expected.Anything());
    world.log.usualFate(Fate.ACKNOWLEDGED);
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    Version as = restored(first.outcomes().getFirst());
    assertThat(second.outcomes()).containsExactly(new RestoreOutcome.AlreadyRestored(as));
    assertSameAsLog();
  }

  @Test
  void anAppendInDoubtIsRestoredOnceAfterAll() {
    LedgerRow conflict = conflict();
    world.log.nextFates(Fate.IN_DOUBT_KEPT);
    Version as = restored(restore(conflict));
    assertThat(restore(conflict)).isEqualTo(new RestoreOutcome.AlreadyRestored(as));
    assertSameAsLog();
  }

  @Test
  void anAppendThatIsLostIsNoRestoration() {
    LedgerRow conflict = conflict();
    world.log.nextFates(Fate.IN_DOUBT_LOST);
    assertThat(restore(conflict)).isEqualTo(new RestoreOutcome.Unavailable());
    assertThat(row().restoredAs()).isEmpty();
    restored(restore(conflict));
    assertSameAsLog();
  }

  @Test
  void whatIsNewerIsNotReplacedUnlessItIsNamed() {
    LedgerRow conflict = conflict();
    world.write("a", "newer");
    world.node.settle();
    Version newer = state().version();
    assertThat(restore(conflict)).isEqualTo(new RestoreOutcome.Changed(Optional.of(newer)));
    assertThat(outcome(conflict, new Expected.Of(conflict.version())))
        .isEqualTo(new RestoreOutcome.Changed(Optional.of(newer)));
    assertThat(world.read("a")).isEqualTo("newer");
    restored(outcome(conflict, new Expected.Of(newer)));
    assertThat(world.read("a")).isEqualTo("lost");
    assertSameAsLog();
  }

  @Test
  void whatAMergeChangedUnderTheSameVersionIsNotReplaced() {
    LedgerRow conflict = conflict();
    RestoreRequest request =
        new RestoreRequest(conflict.id().at(), Optional.empty(), new Expected.AsDecided());
    ItemState left = state();
    Content other = new Content.Present(item("merged"));
    ItemState merged = new ItemState(left.version(), left.context(), other);
    assertThat(request.isExpected(Optional.of(left), conflict)).isTrue();
    assertThat(request.isExpected(Optional.of(merged), conflict)).isFalse();
  }

  @Test
  void whoeverWantsItsWayGetsIt() {
    LedgerRow conflict = conflict();
    world.write("a", "newer");
    world.node.settle();
    restored(outcome(conflict, new Expected.Anything()));
    assertThat(world.read("a")).isEqualTo("lost");
  }

  @Test
  void aLostDeleteIsADelete() {
    world.write("a", "kept");
    world.node.settle();
    world.pass(Duration.ofSeconds(1));
    remote.write("a", new Content.Deleted(), world.wallMillis - 60_000);
    world.deliver(remote.delivery(0, 1));
    assertThat(world.read("a")).isEqualTo("kept");
    restored(restore(row()));
    assertThat(world.read("a")).isEqualTo("-");
    assertSameAsLog();
  }

  @Test
  void eitherSideMayBeWanted() {
    LedgerRow conflict = conflict();
    Told<RestoreOutcome> told = submit(conflict, Optional.of(Side.HERE), new Expected.Anything());
    world.node.settle();
    restored(told.outcomes().getFirst());
    assertThat(world.read("a")).isEqualTo("won");
  }

  @Test
  void aConflictThatTheLedgerDoesNotHoldIsNotFound() {
    ConflictAt at = conflict().id().at();
    ConflictAt other = new ConflictAt(at.decidedMillis(), at.offset() + 1, at.index());
    Told<RestoreOutcome> told = new Told<>();
    world.node.submit(
        new Request.Restore(
            new RestoreRequest(other, Optional.empty(), new Expected.Anything()), told));
    world.node.settle();
    assertThat(told.outcomes()).containsExactly(new RestoreOutcome.NotFound());
  }

  @Test
  void aLogThatRestoresTwiceStopsThePartition() {
    LedgerRow conflict = conflict();
    restored(restore(conflict));
    HybridTime time = HybridTime.of(world.wallMillis, 0xFFF);
    Version version = new Version(time, HOME);
    world.intrude(
        world.strange(
            world.memory.applied(PARTITION).position().head(),
            new Body.Restoration(
                conflict.id().at(),
                new ItemState(version, state().context().with(version), conflict.loser().content())
                    .asChange(LeaderFixtures.key("a")))));
    world.write("a", "1");
    world.node.settle();
    assertThat(world.node.status().stopped()).isTrue();
  }

  /** Of an item that is "won" here, over "lost" of another region. */
  private LedgerRow conflict() {
    remote.write("a", new Content.Present(item("lost")), world.wallMillis - 1000);
    world.write("a", "won");
    world.node.settle();
    world.deliver(remote.delivery(0, 1));
    return row();
  }

  private LedgerRow row() {
    return Ledgered.rows(world.memory, PARTITION).getFirst();
  }

  private ItemState state() {
    return world.memory.item(PARTITION, LeaderFixtures.key("a")).orElseThrow();
  }

  private RestoreOutcome restore(LedgerRow conflict) {
    return outcome(conflict, new Expected.AsDecided());
  }

  private RestoreOutcome outcome(LedgerRow conflict, Expected expected) {
    Told<RestoreOutcome> told = submit(conflict, Optional.empty(), expected);
    world.node.settle();
    assertThat(told.outcomes()).hasSize(1);
    return told.outcomes().getFirst();
  }

  private Told<RestoreOutcome> submit(LedgerRow conflict, Optional<Side> side, Expected expected) {
    Told<RestoreOutcome> told = new Told<>();
    world.node.submit(
        new Request.Restore(new RestoreRequest(conflict.id().at(), side, expected), told));
    world.node.hear();
    return told;
  }

  private static Version restored(RestoreOutcome outcome) {
    assertThat(outcome).isInstanceOf(RestoreOutcome.Restored.class);
    return ((RestoreOutcome.Restored) outcome).as();
  }

  private void assertSameAsLog() {
    assertThat(NaiveFold.of(world.memory, AWAY)).isEqualTo(world.folded().state());
  }
}
