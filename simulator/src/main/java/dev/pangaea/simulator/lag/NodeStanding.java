package dev.pangaea.simulator.lag;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a region stands, as its node tells it.
 *
 * @param partitions how many there are in each phase of their leaders
 * @param awaitedCopies what other regions wrote and is missing here still
 * @param givenCopies that are being written here for other regions
 * @param visibleAsOfMillis up to when all that was written elsewhere is visible here
 * @param logEntries how many entries this region's log of a table has had, over all partitions
 * @param oldestTransactionMillis for how long the oldest transaction has not ended
 */
public record NodeStanding(
    String region,
    SortedMap<String, Integer> partitions,
    List<TableStanding> tables,
    List<AwaitedCopy> awaitedCopies,
    List<GivenCopy> givenCopies,
    Map<Route, Long> visibleAsOfMillis,
    Map<String, Long> logEntries,
    long oldestTransactionMillis) {
  private static final String LEADING = "LEADING";

  public NodeStanding {
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
    tables = List.copyOf(tables);
    awaitedCopies = List.copyOf(awaitedCopies);
    givenCopies = List.copyOf(givenCopies);
    visibleAsOfMillis = Map.copyOf(visibleAsOfMillis);
    logEntries = Map.copyOf(logEntries);
  }

  /** A copy that was asked for, of so many partitions. */
  public record AwaitedCopy(String table, String source, int partitions) {}

  /**
   * Of a table for another region.
   *
   * @param partitionsCopied of {@code partitions}, each with all of its records
   */
  public record GivenCopy(
      String table,
      String region,
      int partitions,
      int partitionsCopied,
      long records,
      long bytes,
      OptionalDouble recordsPerSecond) {}

  public record TableStanding(
      String name,
      String status,
      long items,
      long itemBytes,
      long conflicts,
      long quarantined,
      Tombstones tombstones,
      List<IndexStanding> indexes) {
    public TableStanding {
      indexes = List.copyOf(indexes);
    }

    /** Whether it is a replica that is being filled, or a table that is being made. */
    public boolean creating() {
      return status.equals("CREATING");
    }

    /** Whether the region is to have all of it. */
    boolean held() {
      return !status.equals("DELETING");
    }
  }

  /**
   * Of deleted items.
   *
   * @param awaitedSinceMillis whose word is missing to drop them, and since when
   */
  public record Tombstones(long kept, SortedMap<String, Long> awaitedSinceMillis) {
    public Tombstones {
      awaitedSinceMillis = Collections.unmodifiableSortedMap(new TreeMap<>(awaitedSinceMillis));
    }
  }

  /**
   * @param filling how many of the table's items were looked at for it
   */
  public record IndexStanding(String name, String status, long rows, Progress filling) {
    public boolean built() {
      return status.equals("ACTIVE");
    }
  }

  boolean holds(String table) {
    return tables.stream().anyMatch(each -> each.name().equals(table) && each.held());
  }

  public int partitionsLed() {
    return partitions.getOrDefault(LEADING, 0);
  }

  public int partitionsAll() {
    return partitions.values().stream().mapToInt(Integer::intValue).sum();
  }
}
