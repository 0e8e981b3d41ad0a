package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an append that cannot even be handed over leaves. */
class LeaderAppendTest {
  private final TransactionWorld world = TransactionWorld.leading();

  @Test
  void aLogThatThrowsHoldsNoOtherPartitionUp() {
    TamperedLog broken =
        new TamperedLog(world.logs.get(A)) {
          @Override
          public void append(Bytes record, Consumer<AppendOutcome> listener) {
            throw new IllegalStateException("a log that fails on purpose");
          }
        };
    world.node.open(A, broken, false);
    world.node.settle();
    assertThat(world.write(A, put("a", "1")).outcomes())
        .containsExactly(new WriteOutcome.Unavailable());
    assertThat(world.node.partitions.gathering()).isZero();
  }
}
