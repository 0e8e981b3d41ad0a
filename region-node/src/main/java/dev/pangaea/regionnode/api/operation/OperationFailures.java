package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;

/**
 * What a caller is told where an operation cannot be done as things stand, whatever it asks for.
 */
public final class OperationFailures {
  public static final Failure CONDITION_FAILED =
      Failure.of(ErrorKind.CONDITIONAL_CHECK_FAILED, "The conditional request failed");
  public static final Failure DUPLICATE =
      Failure.of(ErrorKind.DUPLICATE_ITEM, "Duplicate primary key exists in table");
  public static final Failure CONFLICT =
      Failure.of(ErrorKind.TRANSACTION_CONFLICT, "Transaction is ongoing for the item");
  public static final Failure THROTTLED =
      Failure.of(
          ErrorKind.THROTTLING,
          "The rate of requests exceeds the allowed throughput. Try again later.");
  public static final Failure UNAVAILABLE =
      Failure.of(ErrorKind.UNAVAILABLE, "The service is currently unavailable. Try again later.");

  /** As where a resource's policy lets everybody read and nobody write. */
  public static final Failure READ_ONLY =
      Failure.of(
          ErrorKind.ACCESS_DENIED,
          "The conflict ledger is written by its region alone: it can be read, and not be changed");

  private OperationFailures() {}
}
