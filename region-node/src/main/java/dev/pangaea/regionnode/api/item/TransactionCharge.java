package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.throughput.Excess;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction of writes is charged. What it takes of a table and what it gives back are of
 * the same one, whatever becomes of the table meanwhile.
 *
 * @param throughputs of the operations' tables, in their order; empty where nothing is metered
 */
record TransactionCharge(
    List<TransactionRequest.Operation> operations, List<Optional<TableThroughput>> throughputs) {
  /** A transaction does everything twice. */
  static final int TIMES = 2;

  /** Returns verdicts on all of its operations if it is not admitted. */
  Optional<List<Verdict>> admit() {
    List<Verdict> verdicts = new ArrayList<>();
    boolean admitted = true;
    for (int index = 0; index < operations.size(); index++) {
      double units = taken(index);
      Optional<Excess> excess =
          throughputs
              .get(index)
              .filter(TableThroughput::isLimited)
              .flatMap(throughput -> throughput.admitWrite(units));
      admitted &= excess.isEmpty();
      verdicts.add(excess.isPresent() ? Charges.verdict(excess.get()) : new Verdict.Fine());
    }
    if (admitted) {
      return Optional.empty();
    }
    for (int index = 0; index < verdicts.size(); index++) {
      if (verdicts.get(index) instanceof Verdict.Fine) {
        giveBack(index);
      }
    }
    return Optional.of(verdicts);
  }

  /**
   * What became of it once it was admitted. One that is cancelled has used what it was admitted
   * with.
   */
  void settle(TransactionOutcome outcome) {
    switch (outcome) {
      case TransactionOutcome.Committed(List<WriteOutcome.Written> written) -> {
        for (int index = 0; index < written.size(); index++) {
          settle(index, written.get(index));
        }
      }
      case TransactionOutcome.Cancelled _, TransactionOutcome.InDoubt _ -> {}
      case TransactionOutcome.Repeated _,
          TransactionOutcome.TooLarge _,
          TransactionOutcome.TokenOfAnother _,
          TransactionOutcome.UnderWay _,
          TransactionOutcome.Throttled _,
          TransactionOutcome.Unavailable _ -> {
        for (int index = 0; index < operations.size(); index++) {
          giveBack(index);
        }
      }
    }
  }

  private double taken(int index) {
    return TIMES * Charges.least(operations.get(index).command());
  }

  private void giveBack(int index) {
    throughputs
        .get(index)
        .ifPresent(throughput -> throughput.take(Resource.TABLE_WRITE, -taken(index)));
  }

  private void settle(int index, WriteOutcome.Written written) {
    throughputs
        .get(index)
        .ifPresent(
            throughput ->
                Charges.charge(
                    throughput, operations.get(index).place(), taken(index), written, TIMES));
  }
}
