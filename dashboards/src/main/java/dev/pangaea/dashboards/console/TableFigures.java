package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a region holds of a table, as its node says.
 *
 * @param conflicts decided in this region, ever
 * @param quarantined changes of other regions that are kept aside
 */
public record TableFigures(
    String name,
    String status,
    long items,
    long itemBytes,
    long conflicts,
    Tombstones tombstones,
    long quarantined,
    List<Index> indexes) {
  public TableFigures {
    indexes = List.copyOf(indexes);
  }

  /**
   * What is left of deleted items.
   *
   * @param oldestMillis the instant at which the oldest item that is kept as one was deleted; 0 if
   *     there is none
   */
  public record Tombstones(long kept, long dropped, long oldestMillis, List<Awaited> awaited) {
    public Tombstones {
      awaited = List.copyOf(awaited);
    }
  }

  /**
   * A region for whose word tombstones are kept.
   *
   * @param sinceMillis the instant since which it is missing
   */
  public record Awaited(String region, long sinceMillis) {}

  /**
   * How far an index is.
   *
   * @param itemsPerSecond empty at rest
   */
  public record Index(
      String name,
      String status,
      long rows,
      long itemsLookedAt,
      long itemsOfTable,
      OptionalLong itemsPerSecond) {}
}
