package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.ExpiryStatus;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.QuarantineStatus;
import dev.pangaea.regionnode.leader.TombstoneStatus;
import dev.pangaea.regionnode.leader.TransactionStatus;
import dev.pangaea.regionnode.ledger.ConflictKind;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.AwaitedCopy;
import dev.pangaea.regionnode.table.AwaitedDeparture;
import dev.pangaea.regionnode.table.GivenCopy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a node stands.
 *
 * @param kafka where the region's logs are kept; empty if they are not in a Kafka
 * @param tables the region's tables, by name
 * @param partitions all that this node leads or tries to, the catalog's first
 * @param transactions those that this node knows of
 * @param awaitedCopies an alarm if there are any: what other regions wrote is missing here still
 * @param decided conflicts that were decided here, by kind
 * @param awaitedDepartures tables that are deleted here once other regions have all of them
 * @param givenCopies copies that are being written for other regions
 * @param visible how much of other regions is visible here; a region of which nothing is known yet
 *     is not told of
 */
public record NodeStatus(
    RegionName region,
    Optional<String> kafka,
    List<TableStanding> tables,
    List<PartitionStatus> partitions,
    TransactionStatus transactions,
    List<AwaitedCopy> awaitedCopies,
    List<AwaitedDeparture> awaitedDepartures,
    List<GivenCopy> givenCopies,
    SortedMap<ConflictKind, Long> decided,
    List<Visible> visible) {
  public NodeStatus {
    tables = List.copyOf(tables);
    partitions = List.copyOf(partitions);
    awaitedCopies = List.copyOf(awaitedCopies);
    awaitedDepartures = List.copyOf(awaitedDepartures);
    givenCopies = List.copyOf(givenCopies);
    decided = Collections.unmodifiableSortedMap(new TreeMap<>(decided));
    visible = List.copyOf(visible);
  }

  /** Every write that a region made in a table up to then is visible here, by its own clock. */
  public record Visible(String table, RegionName source, long asOfMillis) {}

  /** What a table amounts to, over its partitions. */
  public record TableStanding(
      String name,
      String status,
      int storeNumber,
      long items,
      long itemBytes,
      long conflicts,
      TombstoneStatus tombstones,
      QuarantineStatus quarantine,
      ExpiryStatus expiries,
      List<IndexStanding> indexes) {
    public TableStanding {
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * How far an index is.
   *
   * @param rows how many items have a row in it
   * @param itemsLookedAt how many items of the table have been looked at for it: an estimate while
   *     it is filled, and then all
   * @param itemsPerSecond how fast that rises lately; empty at rest, and when it was not looked at
   *     before
   */
  public record IndexStanding(
      String name, String status, long rows, long itemsLookedAt, OptionalDouble itemsPerSecond) {}

  public boolean ready() {
    return ready(partitions);
  }

  /**
   * Whether every partition is led, so that every write can be taken.
   *
   * @param partitions all that the node leads or tries to
   */
  public static boolean ready(List<PartitionStatus> partitions) {
    return !partitions.isEmpty() && partitions.stream().allMatch(PartitionStatus::leads);
  }

  public boolean catalogLed() {
    return partitions.stream()
        .anyMatch(each -> each.partition().equals(PartitionId.CATALOG) && each.leads());
  }

  public long conflicts() {
    return tables.stream().mapToLong(TableStanding::conflicts).sum();
  }
}
