package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.log.memory.Fate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransactionStatusTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final TransactionWorld world = TransactionWorld.leading();

  @Test
  void atRestThereIsNothing() {
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    assertThat(status().waiting() + status().unfinished() + status().oldestMillis()).isZero();
  }

  @Test
  void tellsForHowLongTheOldestThatIsDecidedHasNotEnded() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    assertThat(status()).extracting(TransactionStatus::unfinished).isEqualTo(1);
    world.advance(LONG);
    assertThat(status().oldestMillis()).isEqualTo(LONG.toMillis());
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(status().unfinished()).isZero();
    assertThat(status().oldestMillis()).isZero();
  }

  @Test
  void tellsOfWhatAnEarlierProcessLeft() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    world.node = world.node(world.memory.copy());
    assertThat(status().unfinished()).isEqualTo(1);
    world.advance(LONG);
    assertThat(status().oldestMillis()).isEqualTo(LONG.toMillis());
  }

  @Test
  void tellsForHowLongTheOldestThatIsNotDecidedHasWaited() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"));
    world.node.settle();
    world.advance(SHORT);
    world.transact(puts(A, "a", "2"));
    world.node.settle();
    assertThat(status().waiting()).isEqualTo(2);
    assertThat(status().unfinished()).isZero();
    assertThat(status().oldestMillis()).isEqualTo(SHORT.toMillis());
  }

  @Test
  void tellsForHowLongLocksWereWaitedFor() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"));
    world.transact(puts(A, "a", "2"));
    world.node.settle();
    assertThat(status().locked()).isEqualTo(1);
    world.advance(SHORT);
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(status().locked()).isEqualTo(2);
    assertThat(status().lockWaitNanos()).isEqualTo(SHORT.toNanos());
  }

  @Test
  void countsOneThatIsLockedAgainOnce() {
    world.logs.get(A).nextFates(Fate.HELD);
    world.write(A, put("a", "under way"));
    Told<TransactionOutcome> told = world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.pass(SHORT);
    assertThat(status().locked()).isEqualTo(1);
    world.logs.get(A).available(false);
    world.logs.get(A).settle(Fate.IN_DOUBT_LOST);
    world.node.settle();
    world.logs.get(A).available(true);
    world.pass(Duration.ofMillis(200));
    world.pass(SHORT);
    assertThat(told.outcomes()).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
    assertThat(status().locked()).isEqualTo(1);
    assertThat(status().lockWaitNanos()).isEqualTo(SHORT.toNanos());
  }

  private TransactionStatus status() {
    return world.node.partitions.transactions(world.now());
  }
}
