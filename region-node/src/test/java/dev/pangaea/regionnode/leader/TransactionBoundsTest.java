package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much transactions may do at once, and how many may wait. */
class TransactionBoundsTest {
  private static final int TRANSACTIONS_MAX = 1024;
  private static final EncodedItem LARGE = item("x".repeat(399_000));

  private final TransactionWorld world = TransactionWorld.leading();
  private final List<Told<TransactionOutcome>> told = new ArrayList<>();

  @Test
  void oneStepDecidesABoundedNumberOfOperationsEvenIfNoneCounts() {
    for (int number = 0; number < 60; number++) {
      submit(checks("a" + number + "-", 100, "other"));
    }
    world.node.hear();
    assertThat(answered()).isBetween(1L, 50L);
    assertThat(world.node.partitions.hasMore()).isTrue();
    goOn();
    assertThat(answered()).isEqualTo(60);
  }

  @Test
  void oneStepMeetsABoundedNumberOfBytesEvenIfNothingCounts() {
    for (int number = 0; number < 10; number++) {
      plant("a" + number + "-", 50);
      submit(checks("a" + number + "-", 50, "other"));
    }
    world.node.hear();
    assertThat(answered()).isBetween(1L, 4L);
    assertThat(world.node.partitions.hasMore()).isTrue();
    goOn();
    assertThat(answered()).isEqualTo(10);
  }

  @Test
  void aRecordIsClosedWhenItsTransactionsHaveMetEnough() {
    for (int number = 0; number < 6; number++) {
      plant("a" + number + "-", 50);
      String prefix = "a" + number + "-";
      submit(
          IntStream.range(0, 50)
              .mapToObj(index -> puts(A, prefix + index, "small"))
              .toArray(Operation[]::new));
    }
    world.node.settle();
    goOn();
    assertThat(answered()).isEqualTo(6);
    assertThat(world.folded(LOG).records().stream().map(LogRecord::body))
        .filteredOn(Body.Transactions.class::isInstance)
        .hasSize(6);
  }

  @Test
  void thoseThatHoldTheirItemsAndWaitAreCountedToo() {
    TransactionWorld waiting = new TransactionWorld();
    waiting.logs.get(A).available(false);
    waiting.open(waiting.node, false);
    waiting.node.settle();
    for (int number = 0; number < TRANSACTIONS_MAX; number++) {
      assertThat(waiting.transact(puts(A, "a" + number, "1")).outcomes()).isEmpty();
    }
    assertThat(waiting.transact(puts(A, "one more", "1")).outcomes())
        .containsExactly(new TransactionOutcome.Throttled());
  }

  private void submit(Operation... operations) {
    Told<TransactionOutcome> listener = new Told<>();
    TransactionRequest request = new TransactionRequest(List.of(operations), Optional.empty());
    world.node.submit(LOG, new Request.Transact(request, listener));
    told.add(listener);
  }

  private void goOn() {
    while (world.node.partitions.hasMore()) {
      world.node.settle();
    }
  }

  private long answered() {
    return told.stream().filter(each -> !each.outcomes().isEmpty()).count();
  }

  private void plant(String prefix, int items) {
    for (int number = 0; number < items; number++) {
      world.plant(A, prefix + number, LARGE);
    }
  }

  private static Operation[] checks(String prefix, int items, String content) {
    return IntStream.range(0, items)
        .mapToObj(
            number ->
                new Operation(
                    A,
                    new WriteCommand.ConditionCheck(
                        key(prefix + number), Wish.condition(Optional.of(content)))))
        .toArray(Operation[]::new);
  }
}
