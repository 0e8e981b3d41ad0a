package dev.pangaea.regionnode.table;

import java.util.Optional;

/** A warm throughput that is asked for; empty where a unit is to stay as it is. */
public record WarmRequest(Optional<Long> readUnits, Optional<Long> writeUnits) {
  /** What comes of it. */
  public WarmThroughput on(WarmThroughput now) {
    return now.atLeast(new WarmThroughput(readUnits.orElse(0L), writeUnits.orElse(0L)));
  }

  /**
   * Why it cannot be had.
   *
   * @param place {@code table}, or which index
   */
  Optional<TableOutcome> against(WarmThroughput now, String place) {
    if (readUnits.filter(units -> units < now.readUnits()).isPresent()) {
      return lower("ReadUnitsPerSecond", place);
    }
    return writeUnits.filter(units -> units < now.writeUnits()).isPresent()
        ? lower("WriteUnitsPerSecond", place)
        : Optional.empty();
  }

  private static Optional<TableOutcome> lower(String member, String place) {
    return Optional.of(
        new TableOutcome.Refused(
            "One or more parameter values were invalid: Requested %s for WarmThroughput for %s is lower than current WarmThroughput, decreasing WarmThroughput is not supported"
                .formatted(member, place)));
  }
}
