package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.delete;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.LeaderFixtures.replaced;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.C;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.at;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Transactions, as those who ask for them see them. */
class TransactionsTest {
  private final TransactionWorld world = TransactionWorld.leading();

  @Test
  void writesAllThatWasAskedForAndSaysWhatItMet() {
    write(A, "a", "old");
    Told<TransactionOutcome> told =
        world.transact(puts(A, "a", "1"), puts(B, "b", "2"), puts(C, "c", "3"));
    world.node.settle();
    assertThat(told.outcomes())
        .containsExactly(
            new TransactionOutcome.Committed(List.of(met("old", "1"), met("", "2"), met("", "3"))));
    assertThat(world.read(A, "a") + world.read(B, "b") + world.read(C, "c")).isEqualTo("123");
    assertSettled();
  }

  @Test
  void changesNothingIfOneConditionFailsAndSaysWhich() {
    write(B, "b", "old");
    Told<TransactionOutcome> told =
        world.transact(puts(A, "a", "1"), check(B, "b", "other"), check(C, "c", "none"));
    world.node.settle();
    assertThat(told.outcomes())
        .containsExactly(
            new TransactionOutcome.Cancelled(
                List.of(
                    new Verdict.Fine(),
                    new Verdict.ConditionFailed(Optional.of(item("old"))),
                    new Verdict.ConditionFailed(Optional.empty()))));
    assertThat(world.read(A, "a")).isEqualTo("-");
    assertThat(world.folded(LOG).records())
        .noneMatch(record -> record.body() instanceof Body.Transactions);
    assertFree(A, "a");
  }

  @Test
  void aTransactionThatOnlyChecksSucceedsOnlyAtANodeThatLeads() {
    write(A, "a", "1");
    world.logs.get(LOG).nextFates(Fate.HELD);
    Told<TransactionOutcome> told =
        world.transact(check(A, "a", "1"), new Operation(B, delete("none")));
    world.node.settle();
    assertThat(told.outcomes()).isEmpty();
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(told.outcomes()).hasSize(1).first().isInstanceOf(committed());
    assertThat(world.partsOf(A)).isEmpty();
  }

  @Test
  void isNotAnsweredBeforeAllHaveTakenPart() {
    world.logs.get(B).nextFates(Fate.HELD);
    Told<TransactionOutcome> told = world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    assertThat(world.read(A, "a")).isEqualTo("1");
    assertThat(told.outcomes()).isEmpty();
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(told.outcomes()).hasSize(1);
    assertSettled();
  }

  @Test
  void holdsUpWritesOfItsItemsAndNoOthers() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    Told<WriteOutcome> held = world.write(A, put("a", "later"));
    Told<WriteOutcome> free = world.write(A, put("other", "now"));
    world.pass(Duration.ofNanos(AppendWaves.HELD_NANOS_MAX));
    assertThat(held.outcomes()).isEmpty();
    assertThat(free.outcomes()).containsExactly(written("now"));
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(held.outcomes()).containsExactly(replaced("1", "later"));
  }

  @Test
  void waitsForAWriteThatIsUnderWay() {
    world.logs.get(A).nextFates(Fate.HELD);
    world.write(A, put("a", "first"));
    Told<TransactionOutcome> told = world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    assertThat(told.outcomes()).isEmpty();
    world.logs.get(A).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(told.outcomes())
        .containsExactly(
            new TransactionOutcome.Committed(List.of(met("first", "1"), met("", "2"))));
  }

  @Test
  void transactionsOfTheSameItemsComeOneAfterTheOther() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    Told<TransactionOutcome> first = world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    Told<TransactionOutcome> second = world.transact(puts(B, "b", "2"), puts(C, "c", "2"));
    Told<TransactionOutcome> third = world.transact(puts(C, "c", "3"), puts(A, "a", "3"));
    world.node.settle();
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(first.outcomes()).hasSize(1);
    assertThat(second.outcomes())
        .containsExactly(new TransactionOutcome.Committed(List.of(met("1", "2"), met("", "2"))));
    assertThat(third.outcomes())
        .containsExactly(new TransactionOutcome.Committed(List.of(met("2", "3"), met("1", "3"))));
    assertSettled();
  }

  @Test
  void oneThatWaitsTooLongForAnotherIsToldOfTheConflict() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.node.settle();
    Told<TransactionOutcome> told = world.transact(puts(C, "c", "2"), puts(B, "b", "2"));
    world.pass(Duration.ofSeconds(2));
    assertThat(told.outcomes())
        .containsExactly(
            new TransactionOutcome.Cancelled(List.of(new Verdict.Fine(), new Verdict.Conflict())));
    assertFree(C, "c");
  }

  @Test
  void aWriteThatWaitsTooLongForATransactionIsToldOfTheConflictAndDidNotHappen() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    Told<WriteOutcome> told = world.write(A, put("a", "2"));
    world.pass(Duration.ofSeconds(2));
    assertThat(told.outcomes()).containsExactly(new WriteOutcome.Conflict());
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(world.read(A, "a")).isEqualTo("1");
  }

  @Test
  void aWriteThatWaitsForATransactionAndForALeaderIsToldThatThereIsNone() {
    world.logs.get(A).available(false);
    world.logs.get(A).nextFates(Fate.IN_DOUBT_LOST);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    Told<WriteOutcome> told = world.write(A, put("a", "2"));
    world.node.settle();
    world.pass(Duration.ofSeconds(2));
    assertThat(told.outcomes()).containsExactly(new WriteOutcome.Unavailable());
  }

  @Test
  void writesThatWaitedComeBeforeTheNextTransaction() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    Told<WriteOutcome> waits = world.write(A, put("a", "2"));
    Told<TransactionOutcome> next = world.transact(puts(A, "a", "3"), puts(B, "b", "3"));
    world.node.settle();
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(waits.outcomes()).containsExactly(replaced("1", "2"));
    assertThat(next.outcomes())
        .containsExactly(new TransactionOutcome.Committed(List.of(met("2", "3"), met("1", "3"))));
  }

  @Test
  void readsTogetherNeverSeeAHalf() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    Told<ReadOutcome> both = world.readTogether(at(A, "a"), at(B, "b"));
    Told<ReadOutcome> other = world.readTogether(at(A, "other"), at(C, "c"));
    assertThat(world.read(A, "a")).isEqualTo("1");
    assertThat(both.outcomes()).isEmpty();
    assertThat(other.outcomes())
        .containsExactly(new ReadOutcome.Read(List.of(Optional.empty(), Optional.empty())));
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(both.outcomes())
        .containsExactly(
            new ReadOutcome.Read(List.of(Optional.of(item("1")), Optional.of(item("2")))));
  }

  @Test
  void aReadThatWaitsTooLongIsToldWhatIsHeld() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    Told<ReadOutcome> told = world.readTogether(at(C, "c"), at(B, "b"));
    world.pass(Duration.ofSeconds(2));
    assertThat(told.outcomes()).containsExactly(new ReadOutcome.Conflict(List.of(false, true)));
  }

  @Test
  void whatACrashLeavesHalfDoneIsDoneWhenTheNodeComesBack() {
    MemoryStore before = world.memory.copy();
    world.logs.get(B).nextFates(Fate.IN_DOUBT_LOST);
    world.logs.get(C).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"), puts(C, "c", "3"));
    world.node.hear();
    world.node.hear();
    for (MemoryStore left : List.of(world.memory.copy(), before, new MemoryStore())) {
      world.restart(left);
      assertThat(world.read(A, "a") + world.read(B, "b") + world.read(C, "c")).isEqualTo("123");
      assertSettled();
    }
    assertThat(world.partsOf(A)).containsExactly("1");
    assertThat(world.partsOf(B)).containsExactly("2");
    assertThat(world.partsOf(C)).containsExactly("3");
  }

  @Test
  void whatDidNotCountBeforeACrashIsNotDone() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    Told<TransactionOutcome> told = world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.restart(world.memory.copy());
    assertThat(told.outcomes()).isEmpty();
    assertThat(world.read(A, "a") + world.read(B, "b")).isEqualTo("--");
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.restart(world.memory.copy());
    assertThat(world.read(A, "a") + world.read(B, "b")).isEqualTo("--");
  }

  @Test
  void aTransactionInDoubtIsSettledByItsLog() {
    world.logs.get(LOG).nextFates(Fate.IN_DOUBT_KEPT);
    Told<TransactionOutcome> kept = world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    assertThat(kept.outcomes()).hasSize(1).first().isInstanceOf(committed());
    world.logs.get(LOG).nextFates(Fate.IN_DOUBT_LOST);
    Told<TransactionOutcome> lost = world.transact(puts(A, "a", "3"), puts(B, "b", "4"));
    world.node.settle();
    world.pass(Duration.ofMillis(50));
    assertThat(lost.outcomes()).containsExactly(new TransactionOutcome.Unavailable());
    assertThat(world.read(A, "a") + world.read(B, "b")).isEqualTo("12");
    assertFree(A, "a");
  }

  @Test
  void oneThatNobodyKnowsOfInTimeIsInDoubt() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    Told<TransactionOutcome> told = world.transact("t", puts(A, "a", "1"), puts(B, "b", "2"));
    world.pass(Duration.ofSeconds(4));
    assertThat(told.outcomes()).containsExactly(new TransactionOutcome.InDoubt());
    Told<TransactionOutcome> again = world.transact("t", puts(A, "a", "1"), puts(B, "b", "2"));
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(again.outcomes()).hasSize(1);
    assertThat(told.outcomes()).hasSize(1);
    assertThat(world.partsOf(A)).containsExactly("1");
  }

  @Test
  void aTableThatIsGoneIsNotWaitedFor() {
    world.logs.get(C).usualFate(Fate.HELD);
    Told<TransactionOutcome> told = world.transact(puts(A, "a", "1"), puts(C, "c", "2"));
    world.node.settle();
    world.node.hand(new LoopEvent.Closed(C, () -> {}));
    world.node.settle();
    assertThat(told.outcomes()).isEmpty();
    world.node.hand(new LoopEvent.Tables(Set.of(A.table())));
    world.pass(Duration.ofNanos(AppendWaves.HELD_NANOS_MAX));
    assertThat(told.outcomes()).hasSize(1);
    assertSettled();
  }

  @Test
  void noTableLeadsBeforeTheLogOfTransactionsIsKnown() {
    write(A, "a", "0");
    world.logs.get(LOG).available(false);
    world.restart(new MemoryStore());
    Told<WriteOutcome> told = world.write(A, put("a", "1"));
    world.node.settle();
    assertThat(told.outcomes()).isEmpty();
    world.logs.get(LOG).available(true);
    world.pass(Duration.ofMillis(200));
    assertThat(told.outcomes()).containsExactly(replaced("0", "1"));
  }

  @Test
  void aQuietLogOfTransactionsStaysQuiet() {
    int entries = world.logs.get(LOG).entries().size();
    for (int seconds = 0; seconds < 600; seconds++) {
      world.pass(Duration.ofSeconds(1));
    }
    assertThat(world.logs.get(LOG).entries()).hasSize(entries);
    world.pass(Duration.ofHours(1));
    assertThat(world.logs.get(LOG).entries()).hasSize(entries + 1);
  }

  @Test
  void manyTransactionsShareRecords() {
    world.logs.get(LOG).nextFates(Fate.HELD);
    for (int number = 0; number < 50; number++) {
      world.transact(puts(A, "a" + number, "1"), puts(B, "b" + number, "2"));
    }
    world.logs.get(LOG).settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(world.partsOf(A)).hasSize(50);
    assertThat(world.folded(LOG).records().stream().map(LogRecord::body))
        .filteredOn(Body.Transactions.class::isInstance)
        .hasSize(2);
    assertThat(world.logs.get(A).entries().size()).isLessThan(6);
    assertSettled();
  }

  private void write(PartitionId partition, String key, String content) {
    world.write(partition, put(key, content));
    world.node.settle();
  }

  private void assertFree(PartitionId partition, String key) {
    Told<WriteOutcome> told = world.write(partition, put(key, "free"));
    world.node.settle();
    assertThat(told.outcomes()).hasSize(1).first().isInstanceOf(WriteOutcome.Written.class);
  }

  private void assertSettled() {
    assertThat(world.memory.transactions().pending()).isEmpty();
    assertFree(A, "free");
    assertFree(B, "free");
    for (PartitionId partition : TransactionWorld.TABLES) {
      assertThat(NaiveFold.of(world.memory, partition)).isEqualTo(world.folded(partition).state());
    }
  }

  private static Operation check(PartitionId partition, String key, String content) {
    return new Operation(
        partition, new WriteCommand.ConditionCheck(key(key), Wish.condition(Optional.of(content))));
  }

  private static Class<TransactionOutcome.Committed> committed() {
    return TransactionOutcome.Committed.class;
  }

  private static WriteOutcome.Written met(String before, String after) {
    return new WriteOutcome.Written(
        before.isEmpty() ? Optional.empty() : Optional.of(item(before)), Optional.of(item(after)));
  }
}
