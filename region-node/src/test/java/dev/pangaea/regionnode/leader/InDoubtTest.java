package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.replaced;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.log.memory.Fate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of writes whose append has no clear outcome. */
class InDoubtTest {
  private static final WriteOutcome UNAVAILABLE = new WriteOutcome.Unavailable();
  private static final WriteOutcome IN_DOUBT = new WriteOutcome.InDoubt();

  private final LeaderWorld world = LeaderWorld.leading();

  @Test
  void acknowledgesARecordThatIsFoundInTheLog() {
    world.log.nextFates(Fate.IN_DOUBT_KEPT);
    Told<WriteOutcome> write = world.write("a", "1");
    assertThat(write.outcomes()).isEmpty();
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(written("1"));
    assertThat(world.read("a")).isEqualTo("1");
    assertThat(world.node.status().leads()).isTrue();
  }

  @Test
  void refusesARecordThatIsNotInTheLogOnlyOnceItsClaimCounts() {
    world.log.nextFates(Fate.IN_DOUBT_LOST, Fate.HELD);
    Told<WriteOutcome> write = world.write("a", "1");
    world.node.settle();
    assertThat(world.node.status().phase()).isEqualTo("CLAIMING");
    assertThat(write.outcomes()).isEmpty();
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(world.read("a")).isEqualTo("-");
  }

  @Test
  void acknowledgesARecordThatLandsAfterTheLogWasReadAndBeforeTheClaim() {
    world.log.nextFates(Fate.IN_DOUBT_LATE);
    Told<WriteOutcome> write = world.write("a", "1");
    world.node.hear();
    world.node.performReads();
    world.log.landLate();
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(written("1"));
    assertThat(world.read("a")).isEqualTo("1");
    assertThat(world.node.status().leads()).isTrue();
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void neverCountsARecordThatLandsAfterTheClaim() {
    world.log.nextFates(Fate.IN_DOUBT_LATE);
    Told<WriteOutcome> lost = world.write("a", "1");
    world.node.settle();
    assertThat(lost.outcomes()).containsExactly(UNAVAILABLE);
    world.log.landLate();
    Told<WriteOutcome> next = world.write("b", "2");
    world.node.settle();
    assertThat(next.outcomes()).containsExactly(written("2"));
    assertThat(lost.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(world.read("a")).isEqualTo("-");
    assertThat(world.node.status().uncountedEntries()).isEqualTo(1);
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void leadsAgainAfterAClaimInDoubtWhateverBecameOfIt() {
    for (Fate fate : new Fate[] {Fate.IN_DOUBT_KEPT, Fate.IN_DOUBT_LATE, Fate.IN_DOUBT_LOST}) {
      world.log.nextFates(Fate.IN_DOUBT_LOST, fate);
      Told<WriteOutcome> lost = world.write("a", "1");
      world.node.settle();
      assertThat(world.node.status().leads()).isFalse();
      world.log.landLate();
      world.pass(Duration.ofMillis(200));
      assertThat(world.node.status().leads()).as(fate.name()).isTrue();
      assertThat(lost.outcomes()).containsExactly(UNAVAILABLE);
    }
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void doesNotClaimInARushWhileEveryClaimIsInDoubt() {
    world.log.usualFate(Fate.IN_DOUBT_LOST);
    world.write("a", "1");
    world.node.settle();
    long reads = world.node.performedReads;
    world.pass(Duration.ofMillis(100));
    assertThat(world.node.performedReads).isEqualTo(reads);
    world.pass(Duration.ofMillis(100));
    assertThat(world.node.performedReads).isEqualTo(reads + 1);
  }

  @Test
  void answersWithinTheBoundThatItDoesNotKnow() {
    world.log.nextFates(Fate.HELD_KEPT);
    Told<WriteOutcome> write = world.write("a", "1");
    world.pass(Duration.ofSeconds(3));
    assertThat(write.outcomes()).isEmpty();
    world.pass(Duration.ofSeconds(1));
    assertThat(write.outcomes()).containsExactly(IN_DOUBT);
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(IN_DOUBT);
    assertThat(world.read("a")).isEqualTo("1");
  }

  @Test
  void answersOnceThatItDoesNotKnowThoughTheRecordIsLost() {
    world.log.nextFates(Fate.HELD);
    Told<WriteOutcome> write = world.write("a", "1");
    world.pass(Duration.ofSeconds(4));
    world.log.settle(Fate.IN_DOUBT_LOST);
    world.node.settle();
    assertThat(write.outcomes()).containsExactly(IN_DOUBT);
    assertThat(world.read("a")).isEqualTo("-");
    assertThat(world.node.status().leads()).isTrue();
  }

  @Test
  void takesARecordThatWasSentTwiceForOne() {
    world.log.nextFates(Fate.ACKNOWLEDGED_TWICE);
    assertThat(world.write("a", "1").outcomes()).isEmpty();
    world.node.settle();
    Told<WriteOutcome> next = world.write("a", "2");
    world.node.settle();
    assertThat(next.outcomes()).containsExactly(replaced("1", "2"));
    assertThat(world.folded().writes()).hasSize(2);
    assertThat(world.node.status().uncountedEntries()).isEqualTo(1);
  }

  @Test
  void resumesByItselfWhenTheLogIsBack() {
    world.log.available(false);
    Told<WriteOutcome> first = world.write("a", "1");
    world.pass(Duration.ofSeconds(2));
    Told<WriteOutcome> second = world.write("b", "2");
    world.pass(Duration.ofSeconds(2));
    assertThat(first.outcomes()).containsExactly(IN_DOUBT);
    assertThat(second.outcomes()).containsExactly(UNAVAILABLE);
    world.log.available(true);
    Told<WriteOutcome> third = world.write("c", "3");
    world.pass(Duration.ofMillis(200));
    assertThat(third.outcomes()).containsExactly(written("3"));
    assertThat(world.read("a")).isEqualTo("-");
  }

  @Test
  void decidesNothingOnTopOfARecordInDoubt() {
    world.log.nextFates(Fate.HELD);
    Told<WriteOutcome> first = world.write("a", "1");
    Told<WriteOutcome> second = world.write("a", "2");
    world.log.settle(Fate.IN_DOUBT_LOST);
    world.node.settle();
    assertThat(first.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(second.outcomes()).containsExactly(written("2"));
  }
}
