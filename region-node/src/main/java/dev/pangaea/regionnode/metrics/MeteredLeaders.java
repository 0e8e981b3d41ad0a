package dev.pangaea.regionnode.metrics;

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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the transactions that are asked of a region's leaders, and what becomes of them. */
public final class MeteredLeaders implements Leaders {
  private static final String CONDITION = "condition_failed";
  private static final String INVALID = "invalid";
  private static final String CONFLICT = "conflict";
  private static final String THROTTLED = "throttled";

  private final Leaders leaders;
  private final Counter begun;
  private final Map<String, Counter> ended;

  public MeteredLeaders(Leaders leaders, MeterRegistry registry) {
    this.leaders = leaders;
    this.begun =
        Counter.builder("pangaea.transaction.begun")
            .description("Transactions that were asked for")
            .register(registry);
    this.ended =
        Stream.of(
                "committed",
                "repeated",
                CONDITION,
                INVALID,
                CONFLICT,
                "too_large",
                "token_of_another",
                "under_way",
                THROTTLED,
                "unavailable",
                "in_doubt")
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    outcome ->
                        Counter.builder("pangaea.transaction.ended")
                            .description("Transactions that were answered, by what they came to")
                            .tag("outcome", outcome)
                            .register(registry)));
  }

  @Override
  public void write(PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
    leaders.write(partition, command, listener);
  }

  @Override
  public void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    begun.increment();
    leaders.transact(
        transaction,
        outcome -> {
          ended.get(name(outcome)).increment();
          listener.accept(outcome);
        });
  }

  @Override
  public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
    leaders.readTogether(places, listener);
  }

  @Override
  public void restore(
      PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener) {
    leaders.restore(partition, request, listener);
  }

  @Override
  public void deliver(
      PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
    leaders.deliver(partition, delivery, listener);
  }

  @Override
  public boolean holdsAllAcknowledged(PartitionId partition) {
    return leaders.holdsAllAcknowledged(partition);
  }

  private static String name(TransactionOutcome outcome) {
    return switch (outcome) {
      case TransactionOutcome.Committed _ -> "committed";
      case TransactionOutcome.Repeated _ -> "repeated";
      case TransactionOutcome.Cancelled(List<Verdict> verdicts) -> reason(verdicts);
      case TransactionOutcome.TooLarge _ -> "too_large";
      case TransactionOutcome.TokenOfAnother _ -> "token_of_another";
      case TransactionOutcome.UnderWay _ -> "under_way";
      case TransactionOutcome.Throttled _ -> THROTTLED;
      case TransactionOutcome.Unavailable _ -> "unavailable";
      case TransactionOutcome.InDoubt _ -> "in_doubt";
    };
  }

  /** The reason of the first operation that has one. */
  private static String reason(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      switch (verdict) {
        case Verdict.Fine _ -> {}
        case Verdict.ConditionFailed _ -> {
          return CONDITION;
        }
        case Verdict.Invalid _ -> {
          return INVALID;
        }
        case Verdict.Conflict _ -> {
          return CONFLICT;
        }
        case Verdict.Throttled _ -> {
          return THROTTLED;
        }
      }
    }
    return CONFLICT;
  }
}
