package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.LeaderFixtures.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaders that start on what others left. */
class RecoveryTest {
  private final LeaderWorld world = LeaderWorld.leading();

  @Test
  void foldsWhatTheStoreHasNotSeen() {
    write("a", "1");
    MemoryStore snapshot = world.memory.copy();
    write("a", "22");
    write("b", "3");
    world.remove("a");
    world.node.settle();
    NaiveFold.State live = NaiveFold.of(world.memory);
    for (MemoryStore left : new MemoryStore[] {world.memory.copy(), snapshot, new MemoryStore()}) {
      LeaderNode reader = world.node(left, BOUNDS);
      reader.open(world.log, false);
      reader.hear();
      reader.performReads();
      world.log.nextFates(Fate.HELD);
      reader.hear();
      assertThat(NaiveFold.of(left)).isEqualTo(live);
    }
    assertThat(live).isEqualTo(world.folded().state());
    assertThat(live.applied().items()).isEqualTo(1);
    assertThat(live.applied().itemBytes())
        .isEqualTo(key("b").bytes().length() + item("2").bytes().length());
  }

  @Test
  void foldsALogOfLargeItemsPieceByPiece() {
    String large = "x".repeat(390 * 1024);
    for (int number = 0; number < 100; number++) {
      write("large-" + number, large);
    }
    MemoryStore left = new MemoryStore();
    List<Long> pieces = new ArrayList<>();
    Store watched =
        new ForwardingStore(left) {
          @Override
          public void commit(StoreBatch batch) {
            pieces.add(batch.bytes());
            super.commit(batch);
          }
        };
    LeaderNode reader = world.node(watched, BOUNDS);
    reader.open(world.log, false);
    reader.settle();
    assertThat(NaiveFold.of(left)).isEqualTo(world.folded().state());
    assertThat(pieces).allMatch(each -> each <= LedPartitions.BATCH_BYTES_MAX + large.length() * 2);
    assertThat(pieces.stream().mapToLong(each -> each).sum())
        .isGreaterThanOrEqualTo(100L * large.length());
  }

  @Test
  void doesNotLeadBeforeAllIsFolded() {
    write("a", "1");
    world.memory = new MemoryStore();
    world.node = world.node(world.memory, BOUNDS);
    world.node.open(world.log, false);
    world.node.hear();
    Told<WriteOutcome> early = world.write("a", "2");
    assertThat(world.node.timesLeading).isZero();
    assertThat(early.outcomes()).isEmpty();
    world.node.settle();
    assertThat(world.node.timesLeading).isEqualTo(1);
    assertThat(early.outcomes()).containsExactly(replaced("1", "2"));
  }

  @Test
  void beginsWithWhatTheLeaderBeforeItHasFoldedInTheSameStep() {
    write("a", "1");
    world.log.nextFates(Fate.HELD);
    world.write("b", "2");
    world.log.settle(Fate.ACKNOWLEDGED);
    world.open();
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void findsARecordThatADeadLeaderLeftInDoubt() {
    world.log.nextFates(Fate.HELD_KEPT);
    Told<WriteOutcome> unanswered = world.write("a", "1");
    world.restart(world.memory.copy());
    assertThat(world.read("a")).isEqualTo("1");
    assertThat(unanswered.outcomes()).isEmpty();
  }

  @Test
  void neverGoesBackInTime() {
    write("a", "1");
    Version before = version();
    world.wallMillis -= Duration.ofHours(1).toMillis();
    world.restart(new MemoryStore());
    write("a", "2");
    assertThat(version()).isGreaterThan(before);
    assertThat(world.read("a")).isEqualTo("2");
  }

  @Test
  void stopsWhenTheLogLostWhatWasApplied() {
    write("a", "1");
    write("b", "2");
    world.log.truncate(world.log.entries().size() - 1);
    world.restart(world.memory.copy());
    assertStopped();
    assertThat(world.read("b")).isEqualTo("2");
  }

  @Test
  void stopsWhenAnotherRecordStandsWhereOneWasApplied() {
    write("a", "1");
    Bytes other = world.log.entries().getLast().record();
    write("b", "2");
    world.log.truncate(world.log.entries().size() - 1);
    world.log.intrude(other);
    world.restart(world.memory.copy());
    assertStopped();
  }

  @Test
  void stopsWhenTheLogNoLongerHoldsWhatIsStillToBeApplied() {
    write("a", "1");
    MemoryStore snapshot = world.memory.copy();
    write("b", "2");
    write("c", "3");
    world.log.trim(world.log.entries().size() - 1);
    world.restart(snapshot);
    assertStopped();
    assertThat(world.read("a")).isEqualTo("1");
  }

  @Test
  void leadsOnWhenTheLogHasDroppedAllThatWasApplied() {
    write("a", "1");
    world.log.trim(world.log.entries().size());
    world.restart(world.memory.copy());
    write("a", "2");
    assertThat(world.read("a")).isEqualTo("2");
  }

  @Test
  void stopsWhenTheLogLosesRecordsWhileItIsLed() {
    write("a", "1");
    write("b", "2");
    world.log.truncate(world.log.entries().size() - 1);
    Told<WriteOutcome> write = world.write("c", "3");
    world.node.settle();
    assertStopped();
    assertThat(write.outcomes()).containsExactly(new WriteOutcome.InDoubt());
  }

  @Test
  void readsAgainWhenTheLogDoesNotAnswerAtFirst() {
    write("a", "1");
    world.log.available(false);
    world.restart(new MemoryStore());
    assertThat(world.node.status().phase()).isEqualTo("READING");
    world.log.available(true);
    world.pass(Duration.ofMillis(200));
    assertThat(world.node.status().leads()).isTrue();
    assertThat(world.read("a")).isEqualTo("1");
  }

  @Test
  void opensAnewAPartitionThatIsLedAlready() {
    world.log.nextFates(Fate.HELD);
    Told<WriteOutcome> underWay = world.write("a", "1");
    Told<WriteOutcome> waits = world.write("b", "2");
    world.open();
    assertThat(underWay.outcomes()).containsExactly(new WriteOutcome.InDoubt());
    assertThat(waits.outcomes()).containsExactly(new WriteOutcome.Unavailable());
    world.log.settle(Fate.ACKNOWLEDGED);
    write("c", "3");
    assertThat(world.read("a")).isEqualTo("-");
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  private void write(String key, String content) {
    world.write(key, content);
    world.node.settle();
  }

  private Version version() {
    return world.memory.item(PARTITION, key("a")).orElseThrow().version();
  }

  private void assertStopped() {
    assertThat(world.node.status().stopped()).isTrue();
    assertThat(world.write("z", "0").outcomes()).containsExactly(new WriteOutcome.Unavailable());
  }
}
