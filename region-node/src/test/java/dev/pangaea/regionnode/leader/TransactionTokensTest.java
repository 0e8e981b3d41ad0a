package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the client request token of a transaction is good for. */
class TransactionTokensTest {
  private final TransactionWorld world = TransactionWorld.leading();

  @Test
  void theSameTokenWritesOnce() {
    Operation[] operations = {puts(A, "a", "1"), puts(B, "b", "2")};
    world.logs.get(B).nextFates(Fate.HELD);
    Told<TransactionOutcome> first = world.transact("t", operations);
    world.node.settle();
    Told<TransactionOutcome> meanwhile = world.transact("t", operations);
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    Told<TransactionOutcome> again = world.transact("t", operations);
    Told<TransactionOutcome> other = world.transact("t", puts(A, "a", "other"));
    world.node.settle();
    assertThat(first.outcomes()).hasSize(1).first().isInstanceOf(committed());
    assertThat(meanwhile.outcomes()).containsExactly(new TransactionOutcome.UnderWay());
    assertThat(again.outcomes()).containsExactly(new TransactionOutcome.Repeated());
    assertThat(other.outcomes()).containsExactly(new TransactionOutcome.TokenOfAnother());
    assertThat(world.partsOf(A)).containsExactly("1");
  }

  @Test
  void aTokenIsKnownAfterARestartAndForgottenAfterTenMinutes() {
    Operation[] operations = {puts(A, "a", "1"), puts(B, "b", "2")};
    world.transact("t", operations);
    world.node.settle();
    world.restart(new MemoryStore());
    Told<TransactionOutcome> again = world.transact("t", operations);
    assertThat(again.outcomes()).containsExactly(new TransactionOutcome.Repeated());
    world.pass(Duration.ofMinutes(10));
    world.pass(Duration.ofMillis(50));
    assertThat(world.memory.transactions().tokens(Optional.empty(), 10)).isEmpty();
    Told<TransactionOutcome> later = world.transact("t", operations);
    world.node.settle();
    assertThat(later.outcomes()).hasSize(1).first().isInstanceOf(committed());
    assertThat(world.partsOf(A)).containsExactly("1", "1");
  }

  @Test
  void aTokenOfACancelledTransactionMayBeUsedAgain() {
    world.transact("t", check(A, "a", "1"), puts(B, "b", "2"));
    world.write(A, put("a", "1"));
    world.node.settle();
    Told<TransactionOutcome> again = world.transact("t", check(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    assertThat(again.outcomes()).hasSize(1).first().isInstanceOf(committed());
  }

  private static Operation check(PartitionId partition, String key, String content) {
    return new Operation(
        partition, new WriteCommand.ConditionCheck(key(key), Wish.condition(Optional.of(content))));
  }

  private static Class<TransactionOutcome.Committed> committed() {
    return TransactionOutcome.Committed.class;
  }
}
