package dev.pangaea.regionnode.api.write;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.leader.WriteOutcome;

/** What a caller is told whose write of one item did not come about. */
public final class WriteFailures {
  private WriteFailures() {}

  /**
   * @param outcome of a write that does not count
   */
  public static Failure of(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written _ -> throw new IllegalArgumentException("it was written");
      case WriteOutcome.ConditionFailed _ -> OperationFailures.CONDITION_FAILED;
      case WriteOutcome.Invalid(String message) -> Failure.validation(message);
      case WriteOutcome.Conflict() -> OperationFailures.CONFLICT;
      case WriteOutcome.Throttled() -> OperationFailures.THROTTLED;
      case WriteOutcome.Unavailable() -> OperationFailures.UNAVAILABLE;
      case WriteOutcome.InDoubt() -> Failure.INTERNAL;
    };
  }
}
