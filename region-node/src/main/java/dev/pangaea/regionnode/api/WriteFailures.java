package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;

/** What a caller is told of a write that is not known to count. */
final class WriteFailures {
  static final Failure CONDITION_FAILED =
      Failure.of(ErrorKind.CONDITIONAL_CHECK_FAILED, "The conditional request failed");
  static final Failure CONFLICT =
      Failure.of(ErrorKind.TRANSACTION_CONFLICT, "Transaction is ongoing for the item");
  static final Failure THROTTLED =
      Failure.of(
          ErrorKind.THROTTLING,
          "The rate of requests exceeds the allowed throughput. Try again later.");
  static final Failure UNAVAILABLE =
      Failure.of(ErrorKind.UNAVAILABLE, "The service is currently unavailable. Try again later.");

  private WriteFailures() {}
}
