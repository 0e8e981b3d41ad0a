package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.B;
import static dev.pangaea.regionnode.leader.TransactionWorld.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransactingTest {
  private final Asked leaders = new Asked();

  @Test
  void asksOfEachOfItsPartitionsOnceWhetherItIsLed() {
    List<Operation> operations =
        IntStream.range(0, 100)
            .mapToObj(number -> puts(number % 2 == 0 ? A : B, "a" + number, "1"))
            .toList();
    TransactionRequest request = new TransactionRequest(operations, Optional.empty());
    Transacting transacting =
        new Transacting(0, new Request.Transact(request, new Told<>()), new Now(0, 0), 1);
    assertThat(transacting.isLed(leaders)).isTrue();
    assertThat(leaders.asked).containsExactly(A, B);
  }

  private static final class Asked implements Leadership {
    private final List<PartitionId> asked = new ArrayList<>();

    @Override
    public boolean takesWrites(PartitionId partition) {
      return asked.add(partition);
    }

    @Override
    public boolean isSteady(Place place) {
      return true;
    }

    @Override
    public boolean isReadable(PartitionId partition) {
      return true;
    }
  }
}
