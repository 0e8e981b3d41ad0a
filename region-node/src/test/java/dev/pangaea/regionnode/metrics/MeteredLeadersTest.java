package dev.pangaea.regionnode.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MeteredLeadersTest {
  private static final TransactionRequest NOTHING =
      new TransactionRequest(List.of(), Optional.empty());

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Answering answering = new Answering();
  private final Leaders leaders = new MeteredLeaders(answering, registry);
  private final List<TransactionOutcome> told = new ArrayList<>();

  @Test
  void countsWhatIsAskedAndWhatBecomesOfIt() {
    List<TransactionOutcome> outcomes =
        List.of(
            new TransactionOutcome.Committed(List.of()),
            new TransactionOutcome.Repeated(),
            cancelled(new Verdict.Fine(), new Verdict.ConditionFailed(Optional.empty())),
            cancelled(new Verdict.Conflict(), new Verdict.Fine()),
            cancelled(new Verdict.Fine(), new Verdict.Invalid("too long")),
            new TransactionOutcome.TooLarge(5),
            new TransactionOutcome.TokenOfAnother(),
            new TransactionOutcome.UnderWay(),
            new TransactionOutcome.Throttled(),
            new TransactionOutcome.Unavailable(),
            new TransactionOutcome.InDoubt());
    for (TransactionOutcome outcome : outcomes) {
      answering.next = outcome;
      leaders.transact(NOTHING, told::add);
    }

    assertThat(told).isEqualTo(outcomes);
    assertThat(registry.get("pangaea.transaction.begun").counter().count()).isEqualTo(11);
    assertThat(registry.get("pangaea.transaction.ended").counters())
        .hasSize(11)
        .allMatch(counter -> counter.count() == 1);
    assertThat(ended("committed") + ended("condition_failed") + ended("conflict")).isEqualTo(3);
  }

  private double ended(String outcome) {
    return registry.get("pangaea.transaction.ended").tag("outcome", outcome).counter().count();
  }

  private static TransactionOutcome cancelled(Verdict... verdicts) {
    return new TransactionOutcome.Cancelled(List.of(verdicts));
  }

  /** Answers transactions as it is told to. */
  private static final class Answering implements Leaders {
    private TransactionOutcome next = new TransactionOutcome.Throttled();

    @Override
    public void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
      listener.accept(next);
    }

    @Override
    public void write(
        PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
      throw new AssertionError("nothing is written");
    }

    @Override
    public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public void restore(
        PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener) {
      throw new AssertionError("nothing is restored");
    }

    @Override
    public void deliver(
        PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
      throw new AssertionError("nothing is delivered");
    }

    @Override
    public boolean holdsAllAcknowledged(PartitionId partition) {
      return true;
    }
  }
}
