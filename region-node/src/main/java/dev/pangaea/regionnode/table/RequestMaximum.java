package dev.pangaea.regionnode.table;

import java.util.Optional;

/**
 * The most that requests on demand are to use, in units per second; empty where there is no bound.
 * It is kept and told; nobody is throttled by it here.
 */
public record RequestMaximum(Optional<Long> readUnits, Optional<Long> writeUnits) {
  public static final RequestMaximum NONE = new RequestMaximum(Optional.empty(), Optional.empty());

  /** What takes a bound away. */
  public static final long UNBOUNDED = -1;

  /**
   * A maximum that is asked for; empty where a bound is to stay as it is.
   *
   * @param readUnits may be {@link #UNBOUNDED}, as may the other
   */
  public record Change(Optional<Long> readUnits, Optional<Long> writeUnits) {
    public RequestMaximum on(RequestMaximum now) {
      return new RequestMaximum(next(readUnits, now.readUnits), next(writeUnits, now.writeUnits));
    }

    private static Optional<Long> next(Optional<Long> wanted, Optional<Long> now) {
      return wanted.isPresent() ? wanted.filter(units -> units != UNBOUNDED) : now;
    }

    /**
     * Why a table with provisioned capacity cannot have it.
     *
     * @param place empty for the table, or which index
     */
    TableOutcome whileProvisioned(String place) {
      return new TableOutcome.Refused(
          "One or more parameter values were invalid: %s for OnDemandThroughput%s cannot be specified when the table BillingMode is PROVISIONED"
              .formatted(
                  readUnits.isPresent() ? "MaxReadRequestUnits" : "MaxWriteRequestUnits", place));
    }
  }

  public boolean isEmpty() {
    return readUnits.isEmpty() && writeUnits.isEmpty();
  }
}
