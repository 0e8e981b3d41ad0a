package dev.pangaea.regionnode.table;

import java.util.Optional;

/**
 * The most that requests on demand are to use, in units per second; empty where there is no bound.
 */
public record RequestMaximum(Optional<Long> readUnits, Optional<Long> writeUnits) {
  public static final RequestMaximum NONE = new RequestMaximum(Optional.empty(), Optional.empty());

  private static final String READ = "MaxReadRequestUnits";
  private static final String WRITE = "MaxWriteRequestUnits";

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

    /** What a reply tells of it: a bound that it takes away, as {@link #UNBOUNDED}. */
    RequestMaximum told(RequestMaximum after) {
      return new RequestMaximum(
          readUnits.or(() -> after.readUnits), writeUnits.or(() -> after.writeUnits));
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
              .formatted(readUnits.isPresent() ? READ : WRITE, place));
    }
  }

  /**
   * Why nothing can have it.
   *
   * @param place {@code table}, or which index
   */
  public Optional<String> outsideOfRange(String place) {
    return outside(READ, readUnits, place).or(() -> outside(WRITE, writeUnits, place));
  }

  private static Optional<String> outside(String member, Optional<Long> units, String place) {
    return units
        .filter(bound -> bound < 1)
        .map(
            bound ->
                "One or more parameter values were invalid: Requested %s for OnDemandThroughput for %s is outside of valid range"
                    .formatted(member, place));
  }

  public boolean isEmpty() {
    return readUnits.isEmpty() && writeUnits.isEmpty();
  }
}
