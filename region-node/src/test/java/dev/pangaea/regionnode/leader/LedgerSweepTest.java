package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts go by their age, and by nothing else. */
class LedgerSweepTest {
  private static final Duration RETENTION = LedgerSettings.RETENTION;
  private final LeaderWorld world = LeaderWorld.leading();
  private final RemoteRegion remote = new RemoteRegion();

  @BeforeEach
  void follow() {
    assertThat(world.follow(RemoteRegion.BEGINNING).outcomes()).hasSize(1);
  }

  @Test
  void whatIsOldGoesAndWhatIsYoungStays() {
    conflicts(300);
    world.pass(RETENTION.dividedBy(2));
    conflicts(3);
    pass(RETENTION.dividedBy(2).minusSeconds(120));
    assertThat(held()).isEqualTo(303);
    pass(Duration.ofSeconds(200));
    assertThat(held()).isEqualTo(3);
    pass(RETENTION);
    assertThat(held()).isZero();
    assertThat(world.memory.applied(PartitionId.CONFLICTS).items()).isZero();
    assertThat(world.memory.applied(PartitionId.CONFLICTS).itemBytes()).isZero();
    assertThat(world.memory.applied(PARTITION).conflicts()).isEqualTo(303);
  }

  @Test
  void aNodesClockThatRunsAheadAloneMakesNothingOld() {
    conflicts(2);
    world.node.partitions.tick(
        new Now(world.wallMillis + RETENTION.toMillis() * 2, world.now().nanos()));
    world.node.settle();
    assertThat(held()).isEqualTo(2);
  }

  @Test
  void aReplayOfAnOldLogComesToTheSame() {
    conflicts(2);
    pass(RETENTION.plusMinutes(3));
    assertThat(held()).isZero();
    world.restart(new MemoryStore());
    pass(Duration.ofMinutes(3));
    assertThat(held()).isZero();
  }

  @Test
  void aRestorationThatOutlivesItsConflictIsReplayed() {
    conflicts(1);
    LedgerRow conflict = Ledgered.rows(world.memory, PARTITION).getFirst();
    Told<RestoreOutcome> told = new Told<>();
    world.node.submit(
        new Request.Restore(
            new RestoreRequest(
                conflict.id().at(), Optional.empty(), new RestoreRequest.Expected.AsDecided()),
            told));
    world.node.settle();
    assertThat(told.outcomes().getFirst()).isInstanceOf(RestoreOutcome.Restored.class);
    pass(RETENTION.plusMinutes(3));
    world.restart(new MemoryStore());
    pass(Duration.ofMinutes(3));
    assertThat(held()).isZero();
    assertThat(world.read("k0")).isEqualTo("lost");
  }

  /** More than one step takes, if there are many. */
  private void conflicts(int count) {
    int from = remote.length();
    for (int index = 0; index < count; index++) {
      remote.write("k" + (from + index), new Content.Present(item("lost")), world.wallMillis - 1);
      world.write("k" + (from + index), "won");
    }
    world.node.settle();
    world.deliver(remote.delivery(from, from + count));
  }

  /** The log tells the time with its next record, and some steps follow. */
  private void pass(Duration time) {
    world.pass(time);
    world.write("clock", "ticks");
    world.node.settle();
    for (int step = 0; step < 30; step++) {
      world.pass(Duration.ofSeconds(7));
    }
  }

  private int held() {
    return Ledgered.rows(world.memory, PARTITION).size();
  }
}
