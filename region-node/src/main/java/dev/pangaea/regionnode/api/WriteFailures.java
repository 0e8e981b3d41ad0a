package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.util.Optional;

/** What a caller is told of a write that is not known to count. */
final class WriteFailures {
  static final Failure CONDITION_FAILED =
      Failure.of(ErrorKind.CONDITIONAL_CHECK_FAILED, "The conditional request failed");
  static final Failure THROTTLED =
      Failure.of(
          ErrorKind.THROTTLING,
          "The rate of requests exceeds the allowed throughput. Try again later.");
  static final Failure UNAVAILABLE =
      Failure.of(ErrorKind.UNAVAILABLE, "The service is currently unavailable. Try again later.");

  private WriteFailures() {}

  static Optional<Failure> of(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written written -> Optional.empty();
      case WriteOutcome.ConditionFailed failed -> Optional.of(CONDITION_FAILED);
      case WriteOutcome.Invalid(String message) -> Optional.of(Failure.validation(message));
      case WriteOutcome.Throttled throttled -> Optional.of(THROTTLED);
      case WriteOutcome.Unavailable unavailable -> Optional.of(UNAVAILABLE);
      case WriteOutcome.InDoubt doubt -> Optional.of(Failure.INTERNAL);
    };
  }
}
