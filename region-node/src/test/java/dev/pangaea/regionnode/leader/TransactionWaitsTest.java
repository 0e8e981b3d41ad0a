package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.C;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.log.memory.Fate;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom transactions hold up while they wait, and what they keep in memory. */
class TransactionWaitsTest {
  private static final Duration WAVE = Duration.ofNanos(AppendWaves.HELD_NANOS_MAX);

  private final TransactionWorld world = TransactionWorld.leading();

  @Test
  void oneThatWaitsForALeaderHoldsNothing() {
    world.logs.get(A).available(false);
    world.write(A, put("x", "1"));
    world.node.settle();
    Told<TransactionOutcome> waits = world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    assertThat(settled(world.write(B, put("b", "2")))).containsExactly(written("2"));
    Told<TransactionOutcome> other = world.transact(puts(B, "b", "3"), puts(C, "c", "3"));
    assertThat(settled(other)).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
    assertThat(waits.outcomes()).isEmpty();
    world.logs.get(A).available(true);
    world.pass(Duration.ofMillis(200));
    assertThat(settled(waits)).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
  }

  @Test
  void oneWhoseLeaderIsLostMeanwhileLetsGo() {
    world.logs.get(A).nextFates(Fate.HELD);
    world.write(A, put("a", "under way"));
    Told<TransactionOutcome> waits = world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.pass(WAVE);
    Told<WriteOutcome> heldUp = world.write(B, put("b", "2"));
    assertThat(settled(heldUp)).isEmpty();
    world.logs.get(A).available(false);
    world.logs.get(A).settle(Fate.IN_DOUBT_LOST);
    world.node.settle();
    world.pass(WAVE);
    assertThat(heldUp.outcomes()).containsExactly(written("2"));
    world.pass(Duration.ofSeconds(2));
    assertThat(waits.outcomes()).containsExactly(new TransactionOutcome.Unavailable());
  }

  @Test
  void manyThatWaitForAnItemHoldUpNoOthers() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.node.settle();
    for (int number = 0; number < 100; number++) {
      world.transact(manyAtCAndOneAtB("c" + number));
    }
    Told<TransactionOutcome> free = world.transact(puts(A, "free", "3"), puts(C, "free", "3"));
    assertThat(settled(free)).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
  }

  @Test
  void manyThatComeAtOnceAndWaitForAnItemHoldUpNoOthers() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.node.settle();
    int entries = world.logs.get(LOG).entries().size();
    Told<TransactionOutcome> free = new Told<>();
    for (int number = 0; number < 100; number++) {
      submit(new Told<>(), manyAtCAndOneAtB("c" + number));
    }
    submit(free, puts(A, "free", "3"));
    world.node.hear();
    assertThat(world.logs.get(LOG).entries()).hasSize(entries);
    int steps = 1;
    while (world.node.partitions.hasMore()) {
      world.node.hear();
      steps++;
    }
    assertThat(steps).isBetween(2, 10);
    assertThat(settled(free)).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
  }

  @Test
  void oneThatWaitsKeepsItsTurn() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.node.settle();
    Told<TransactionOutcome> first = world.transact(puts(B, "b", "2"), puts(C, "c", "2"));
    Told<TransactionOutcome> second = world.transact(puts(C, "c", "3"));
    settle();
    assertThat(second.outcomes()).isEmpty();
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    settle();
    assertThat(first.outcomes()).hasSize(1);
    assertThat(second.outcomes()).hasSize(1);
    assertThat(world.partsOf(C)).containsExactly("2", "3");
  }

  @Test
  void oneThatWaitsForAnItemAndThenForALeaderHoldsUpNobody() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    settle();
    Told<TransactionOutcome> waits =
        world.transact(puts(A, "a2", "2"), puts(B, "b", "2"), puts(C, "c", "2"));
    Told<TransactionOutcome> behind = world.transact(puts(C, "c", "3"));
    assertThat(settled(behind)).isEmpty();
    world.logs.get(A).available(false);
    world.write(A, put("lost", "1"));
    assertThat(settled(behind)).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
    assertThat(waits.outcomes()).isEmpty();
  }

  @Test
  void oneThatHasGivenUpHoldsUpNobody() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.node.settle();
    Told<TransactionOutcome> waits = world.transact(puts(B, "b", "2"), puts(C, "c", "2"));
    world.pass(Duration.ofSeconds(2));
    assertThat(waits.outcomes())
        .hasSize(1)
        .first()
        .isInstanceOf(TransactionOutcome.Cancelled.class);
    Told<TransactionOutcome> next = world.transact(puts(C, "c", "3"));
    assertThat(settled(next)).hasSize(1).first().isInstanceOf(TransactionOutcome.Committed.class);
  }

  @Test
  void oneThatIsAnsweredKeepsNothingOfItsAnswer() {
    WeakReference<EncodedItem> met = plant("a");
    world.logs.get(B).nextFates(Fate.HELD);
    Told<TransactionOutcome> told = world.transact(puts(A, "a", "1"), puts(B, "b", "1"));
    world.node.settle();
    assertThat(world.read(A, "a")).isEqualTo("1");
    world.pass(Duration.ofSeconds(4));
    assertThat(told.outcomes()).containsExactly(new TransactionOutcome.InDoubt());
    Await.until(
        () -> {
          System.gc();
          return met.refersTo(null);
        });
  }

  @Test
  void nothingMoreIsDecidedWhileTooMuchWaitsToBeAnswered() {
    List<Told<TransactionOutcome>> told = askForMuch(8);
    assertThat(world.memory.transactions().pending()).hasSize(4);
    world.logs.get(B).settle(Fate.ACKNOWLEDGED);
    settle();
    assertThat(told).allSatisfy(each -> assertThat(each.outcomes()).hasSize(1));
    assertThat(world.partsOf(B)).hasSize(8);
  }

  @Test
  void whoCannotBeDecidedSinceTooMuchWaitsToBeAnsweredIsThrottledAndHoldsNothing() {
    List<Told<TransactionOutcome>> told = askForMuch(6);
    assertThat(settled(world.write(A, put("5-0", "2")))).hasSize(1);
    assertThat(world.read(A, "5-0")).isEqualTo("2");
    world.pass(Duration.ofSeconds(2));
    assertThat(told.subList(0, 4)).allSatisfy(each -> assertThat(each.outcomes()).isEmpty());
    assertThat(told.subList(4, 6))
        .allSatisfy(
            each ->
                assertThat(each.outcomes()).containsExactly(new TransactionOutcome.Throttled()));
  }

  /** More than may wait to be answered, for as long as B does not go on. */
  private List<Told<TransactionOutcome>> askForMuch(int transactions) {
    world.logs.get(B).nextFates(Fate.HELD);
    world.write(B, put("other", "under way"));
    List<Told<TransactionOutcome>> told = new ArrayList<>();
    for (int number = 0; number < transactions; number++) {
      for (int each = 0; each < 50; each++) {
        world.plant(A, number + "-" + each, item("x".repeat(399_000)));
      }
      told.add(new Told<>());
      submit(told.getLast(), largeAndOneAtB(number));
    }
    settle();
    return told;
  }

  private WeakReference<EncodedItem> plant(String key) {
    EncodedItem item = item("x".repeat(100_000));
    world.plant(A, key, item);
    return new WeakReference<>(item);
  }

  private void submit(Told<TransactionOutcome> listener, Operation... operations) {
    TransactionRequest request = new TransactionRequest(List.of(operations), Optional.empty());
    world.node.submit(LOG, new Request.Transact(request, listener));
  }

  private static Operation[] manyAtCAndOneAtB(String prefix) {
    return IntStream.range(0, 100)
        .mapToObj(each -> each == 0 ? puts(B, "b", "2") : puts(C, prefix + "-" + each, "2"))
        .toArray(Operation[]::new);
  }

  private static Operation[] largeAndOneAtB(int number) {
    return IntStream.rangeClosed(0, 50)
        .mapToObj(
            each -> each == 50 ? puts(B, "b" + number, "1") : puts(A, number + "-" + each, "1"))
        .toArray(Operation[]::new);
  }

  private void settle() {
    for (int wave = 0; wave < 50; wave++) {
      world.pass(WAVE);
    }
  }

  private <T> List<T> settled(Told<T> told) {
    world.node.settle();
    world.pass(WAVE);
    return told.outcomes();
  }
}
