package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.C;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.at;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.log.memory.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much reads of several items may bring into memory, and what they wait for. */
class WaitingReadsTest {
  private static final EncodedItem LARGE = item("x".repeat(399_000));

  private final TransactionWorld world = TransactionWorld.leading();

  @Test
  void aReadHoldsFourMegabytesAndNoMore() {
    plant(11);
    assertThat(world.readTogether(places(10)).outcomes())
        .hasSize(1)
        .first()
        .isInstanceOf(ReadOutcome.Read.class);
    assertThat(world.readTogether(places(11)).outcomes())
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(
            ReadOutcome.TooLarge.class, large -> assertThat(large.bytes()).isEqualTo(11 * 399_001));
  }

  @Test
  void oneStepReadsABoundedNumberOfBytesAndTheNextStepsTheRest() {
    plant(10);
    List<Told<ReadOutcome>> reads = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      Told<ReadOutcome> told = new Told<>();
      world.node.submit(LOG, new Request.ReadTogether(List.of(places(10)), told));
      reads.add(told);
    }
    world.node.hear();
    assertThat(answered(reads)).isEqualTo(5);
    assertThat(world.node.partitions.hasMore()).isTrue();
    world.node.hear();
    assertThat(answered(reads)).isEqualTo(10);
    assertThat(world.node.partitions.hasMore()).isFalse();
  }

  @Test
  void readsOfWhatIsHeldHoldUpNoOthers() {
    world.logs.get(B).nextFates(Fate.HELD);
    world.transact(puts(A, "a", "1"), puts(B, "b", "2"));
    world.node.settle();
    for (int number = 0; number < 1000; number++) {
      assertThat(world.readTogether(at(B, "b"), at(C, "c")).outcomes()).isEmpty();
    }
    assertThat(world.readTogether(at(A, "other"), at(C, "c")).outcomes())
        .containsExactly(new ReadOutcome.Read(List.of(Optional.empty(), Optional.empty())));
  }

  private static long answered(List<Told<ReadOutcome>> reads) {
    return reads.stream().filter(told -> !told.outcomes().isEmpty()).count();
  }

  private void plant(int items) {
    for (int number = 0; number < items; number++) {
      world.plant(A, "a" + number, LARGE);
    }
  }

  private static Place[] places(int items) {
    return IntStream.range(0, items).mapToObj(number -> at(A, "a" + number)).toArray(Place[]::new);
  }
}
