package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Finds what requests want to read, and the rows of it. */
final class ReadTargets {
  private final ItemAccess items;
  private final Store store;
  private final Leaders leaders;

  ReadTargets(ItemAccess items, Store store, Leaders leaders) {
    this.items = items;
    this.store = store;
    this.leaders = leaders;
  }

  ReadTarget target(ReadRequest read) {
    TableView table = items.table(read.table());
    if (read.index().isPresent()) {
      throw Failure.validation("The table does not have the specified index: " + read.index().get())
          .refused();
    }
    return new ReadTarget(table);
  }

  /** Refuses a Query whose filter looks at the key that is queried. */
  void checkQuery(ReadTarget target, ReadRequest read) {
    SortedSet<String> looked = read.filter().attributes();
    for (String name : target.keyNames()) {
      if (looked.contains(name)) {
        throw Failure.validation(
                "%s can only contain non-primary key attributes: Primary key attribute: %s"
                    .formatted(read.filterName(), name))
            .refused();
      }
    }
  }

  void checkScan(ReadTarget target, ReadRequest read) {}

  /** The rows of one partition key. */
  RowSource rows(
      ReadTarget target,
      List<AttributeValue> partitionKey,
      KeyRange range,
      boolean forward,
      boolean consistent) {
    TableView table = target.table();
    EncodedKey key = EncodedKey.of(PrimaryKey.of(partitionKey.getFirst()));
    PartitionId partition =
        new PartitionId(table.storeNumber(), Partitioner.partition(key, table.partitions()));
    RowSource.Part part = new RowSource.Part(partition, range);
    checkCaughtUp(consistent, List.of(part));
    return RowSource.of(store, part, forward);
  }

  /** The rows of a scan. */
  RowSource rows(ReadTarget target, ScanRequest scan, Optional<StartKey> start) {
    TableView table = target.table();
    Segment segment = Segment.of(scan.segment(), scan.segments(), table.partitions());
    List<RowSource.Part> parts =
        start.isPresent()
            ? behind(table, segment, scan, start.get())
            : segment.parts(table.storeNumber(), 0);
    checkCaughtUp(scan.read().consistent(), parts);
    return RowSource.of(store, parts);
  }

  private static List<RowSource.Part> behind(
      TableView table, Segment segment, ScanRequest scan, StartKey start) {
    int partition = Partitioner.partition(start.key(), table.partitions());
    if (!segment.contains(partition, Partitioner.slot(start.key()))) {
      throw Failure.validation(
              "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                  + " ExclusiveStartKey with correct Segment. TotalSegments: %d Segment: %d"
                      .formatted(scan.segments(), scan.segment()))
          .refused();
    }
    List<RowSource.Part> parts = new ArrayList<>(segment.parts(table.storeNumber(), partition));
    RowSource.Part first = parts.getFirst();
    parts.set(
        0, new RowSource.Part(first.partition(), first.range().beyond(start.position(), true)));
    return parts;
  }

  private void checkCaughtUp(boolean consistent, List<RowSource.Part> parts) {
    if (consistent
        && !parts.stream().allMatch(part -> leaders.holdsAllAcknowledged(part.partition()))) {
      throw WriteFailures.UNAVAILABLE.refused();
    }
  }
}
