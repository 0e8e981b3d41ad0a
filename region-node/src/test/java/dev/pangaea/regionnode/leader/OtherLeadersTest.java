package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.LeaderFixtures.replaced;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

/** A log to which somebody else appends, too. */
class OtherLeadersTest {
  private final LeaderWorld world = LeaderWorld.leading();

  @Test
  void noticesAZombieThatWroteBehindItsBack() {
    RecordId old = head();
    world.write("a", "1");
    world.node.settle();
    world.intrude(world.strange(old, new Body.Noop()));
    Told<WriteOutcome> write = world.write("a", "2");
    assertThat(write.outcomes()).isEmpty();
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(replaced("1", "2"));
    assertThat(world.node.status().uncountedEntries()).isEqualTo(1);
  }

  @Test
  void givesWayToALeaderThatClaimedTheLog() {
    world.write("a", "1");
    world.node.settle();
    world.intrude(world.strange(head(), new Body.Noop()));
    Told<WriteOutcome> write = world.write("a", "2");
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(new WriteOutcome.Unavailable());
    assertThat(world.read("a")).isEqualTo("1");
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void passesOverBytesThatAreNoRecord() {
    world.log.intrude(Bytes.copyOf((byte) 1, (byte) 2, (byte) 3));
    world.log.intrude(Bytes.EMPTY);
    Told<WriteOutcome> write = world.write("a", "1");
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(written("1"));
    world.restart(new MemoryStore());
    assertThat(world.read("a")).isEqualTo("1");
    assertThat(world.node.status().uncountedEntries()).isEqualTo(2);
  }

  @Test
  void countsAnEntryThatDoesNotCountOnlyOnceHoweverOftenItIsRead() {
    world.log.intrude(Bytes.EMPTY);
    world.log.nextFates(Fate.IN_DOUBT_LOST, Fate.IN_DOUBT_LOST);
    world.write("a", "1");
    world.node.settle();
    world.pass(BOUNDS.readAgain());
    assertThat(world.node.status().leads()).isTrue();
    assertThat(world.node.status().uncountedEntries()).isEqualTo(1);
  }

  @Test
  void keepsTwoLeadersOfOneLogFromAcknowledgingWhatDoesNotCount() {
    MemoryStore rivalStore = new MemoryStore();
    LeaderNode rival = world.node(rivalStore, BOUNDS);
    rival.open(world.log, false);
    rival.settle();
    Told<WriteOutcome> here = world.write("a", "here");
    Told<WriteOutcome> there = new Told<>();
    rival.submit(new Request.Write(put("a", "there"), LeaderFixtures.unversioned(there)));
    rival.settle();
    world.node.settle();
    assertThat(here.outcomes()).containsExactly(new WriteOutcome.Unavailable());
    assertThat(there.outcomes()).containsExactly(written("there"));
    assertThat(world.read("a")).isEqualTo("there");
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  private RecordId head() {
    return world.memory.applied(PARTITION).position().head();
  }
}
