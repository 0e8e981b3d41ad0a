package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.memory.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much transactions may do at once, and how many may wait. */
class TransactionBoundsTest {
  private static final int TRANSACTIONS_MAX = 1024;
  private static final int STEPS_MAX = 1000;
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
      submit(puts("a" + number + "-", 50));
    }
    world.node.settle();
    goOn();
    assertThat(answered()).isEqualTo(6);
    assertThat(world.folded(LOG).records().stream().map(LogRecord::body))
        .filteredOn(Body.Transactions.class::isInstance)
        .hasSize(6);
  }

  @Test
  void aPartitionTakesPartInAsMuchAsARecordHolds() {
    Context wide = Context.EMPTY;
    for (int number = 0; number < 40; number++) {
      RegionName region = new RegionName("region-" + number + "-" + "x".repeat(50));
      wide = wide.with(new Version(HybridTime.of(1, 0), region));
    }
    for (int number = 0; number < 4000; number++) {
      world.plant(A, number / 100 + "-" + number % 100, item("small"), wide);
    }
    world.logs.get(A).nextFates(Fate.HELD);
    world.write(A, put("other", "under way"));
    for (int number = 0; number < 40; number++) {
      submit(puts(number + "-", 100));
    }
    for (int wave = 0; wave < 50; wave++) {
      world.pass(Duration.ofNanos(AppendWaves.HELD_NANOS_MAX));
    }
    assertThat(world.memory.transactions().pending()).hasSize(40);
    world.logs.get(A).settle(Fate.ACKNOWLEDGED);
    goOn();
    assertThat(answered()).isEqualTo(40);
    assertThat(world.partsOf(A)).hasSize(4000);
    assertThat(world.logs.get(A).entries())
        .allMatch(entry -> entry.record().length() < LedPartitions.RECORD_BYTES_MAX);
  }

  @Test
  void aPartitionThatCannotTakePartStopsAndTheOthersGoOn() {
    EncodedItem huge = item("x".repeat(LedPartitions.RECORD_BYTES_MAX));
    Transaction.Write write = new Transaction.Write(key("a"), new Content.Present(huge));
    Transaction.Part part = new Transaction.Part(A.table(), A.partition(), List.of(write));
    Transaction transaction = new Transaction(Optional.empty(), List.of(part));
    RecordId head = world.folded(LOG).records().getLast().id();
    HybridTime clock = HybridTime.of(world.wallMillis, 0xFFF);
    Body body = new Body.Transactions(List.of(transaction));
    world
        .logs
        .get(LOG)
        .intrude(LogRecordCodec.encode(new LogRecord(new RecordId(1, 1), head, clock, body)));
    world.restart(world.memory.copy());
    goOn();
    assertThat(world.node.partitions.status())
        .filteredOn(status -> status.phase().equals("STOPPED"))
        .extracting(PartitionStatus::partition)
        .containsExactly(A);
    Told<WriteOutcome> other = world.write(B, put("b", "1"));
    world.node.settle();
    assertThat(other.outcomes()).containsExactly(written("1"));
  }

  @Test
  void thoseThatHoldTheirItemsAndWaitAreCountedToo() {
    TransactionWorld waiting = new TransactionWorld();
    waiting.logs.get(A).available(false);
    waiting.open(waiting.node, false);
    waiting.node.settle();
    for (int number = 0; number < TRANSACTIONS_MAX; number++) {
      assertThat(waiting.transact(TransactionWorld.puts(A, "a" + number, "1")).outcomes())
          .isEmpty();
    }
    assertThat(waiting.transact(TransactionWorld.puts(A, "one more", "1")).outcomes())
        .containsExactly(new TransactionOutcome.Throttled());
  }

  private void submit(Operation... operations) {
    Told<TransactionOutcome> listener = new Told<>();
    TransactionRequest request = new TransactionRequest(List.of(operations), Optional.empty());
    world.node.submit(LOG, new Request.Transact(request, listener));
    told.add(listener);
  }

  private void goOn() {
    world.node.settle();
    for (int step = 0; step < STEPS_MAX && world.node.partitions.hasMore(); step++) {
      world.node.settle();
    }
    assertThat(world.node.partitions.hasMore()).isFalse();
  }

  private long answered() {
    return told.stream().filter(each -> !each.outcomes().isEmpty()).count();
  }

  private void plant(String prefix, int items) {
    for (int number = 0; number < items; number++) {
      world.plant(A, prefix + number, LARGE);
    }
  }

  private static Operation[] puts(String prefix, int items) {
    return IntStream.range(0, items)
        .mapToObj(number -> TransactionWorld.puts(A, prefix + number, "small"))
        .toArray(Operation[]::new);
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
