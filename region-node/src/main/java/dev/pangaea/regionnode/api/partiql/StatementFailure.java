package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.write.WriteFailures;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.util.Optional;

/**
 * Why a statement's write did not come about.
 *
 * @param item that its condition failed on, if it is to be told
 */
record StatementFailure(Failure failure, Optional<EncodedItem> item) {
  /**
   * @param inserts whether a condition that failed tells that the item is there
   * @param oldWanted whether to tell it otherwise
   */
  static StatementFailure of(WriteOutcome outcome, boolean inserts, boolean oldWanted) {
    if (outcome instanceof WriteOutcome.ConditionFailed(Optional<EncodedItem> before)) {
      return inserts
          ? new StatementFailure(OperationFailures.DUPLICATE, Optional.empty())
          : new StatementFailure(WriteFailures.of(outcome), before.filter(item -> oldWanted));
    }
    return new StatementFailure(WriteFailures.of(outcome), Optional.empty());
  }
}
