package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the rows of tables and indexes come from. */
final class TargetRows {
  private final Store store;
  private final Leaders leaders;

  TargetRows(Store store, Leaders leaders) {
    this.store = store;
    this.leaders = leaders;
  }

  /** Rows of one partition key. */
  RowSource ofKey(
      ReadTarget target, List<AttributeValue> partitionKey, KeyRange range, boolean forward) {
    return target.index().isPresent()
        ? ofIndex(target, range, forward)
        : RowSource.of(
            store, new RowSource.Part(partition(target.table(), partitionKey), range), forward);
  }

  /** Rows of a segment, from behind the start key on. */
  RowSource ofSegment(ReadTarget target, ScanRequest scan, Optional<StartKey> start) {
    TableView table = target.table();
    boolean ofIndex = target.index().isPresent();
    Segment segment = Segment.of(scan.segment(), scan.segments(), ofIndex ? 1 : table.partitions());
    int partition =
        start.isEmpty() || ofIndex
            ? 0
            : Partitioner.partition(start.get().key(), table.partitions());
    if (start.isPresent() && !segment.contains(partition, slot(start.get().position()))) {
      throw Failure.validation(
              "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                  + " ExclusiveStartKey with correct Segment. TotalSegments: %d Segment: %d"
                      .formatted(scan.segments(), scan.segment()))
          .refused();
    }
    List<RowSource.Part> parts = new ArrayList<>(segment.parts(table.storeNumber(), partition));
    start.ifPresent(key -> parts.set(0, parts.getFirst().behind(key.position())));
    if (!ofIndex) {
      return RowSource.of(store, parts);
    }
    return parts.isEmpty() ? visitor -> {} : ofIndex(target, parts.getFirst().range(), true);
  }

  /** Refuses a strongly consistent Query that the store cannot answer yet. */
  void checkCaughtUp(ReadTarget target, List<AttributeValue> partitionKey) {
    checkCaughtUp(Stream.of(partition(target.table(), partitionKey)));
  }

  /** Refuses a strongly consistent Scan that the store cannot answer yet. */
  void checkCaughtUp(ReadTarget target) {
    TableView table = target.table();
    checkCaughtUp(
        IntStream.range(0, table.partitions())
            .mapToObj(partition -> new PartitionId(table.storeNumber(), partition)));
  }

  /** Where items of a partition key are; empty for an index, which has others. */
  static Optional<Place> place(ReadTarget target, List<AttributeValue> partitionKey) {
    return target.index().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Place(
                partition(target.table(), partitionKey),
                EncodedKey.of(PrimaryKey.of(partitionKey.getFirst()))));
  }

  private void checkCaughtUp(Stream<PartitionId> partitions) {
    if (!partitions.allMatch(leaders::holdsAllAcknowledged)) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private RowSource ofIndex(ReadTarget target, KeyRange range, boolean forward) {
    IndexSettings index = target.index().orElseThrow();
    int table = target.table().storeNumber();
    return visitor -> store.index(table, index.number(), range, forward, visitor);
  }

  /** The partition of a table that holds the items of a partition key. */
  private static PartitionId partition(TableView table, List<AttributeValue> partitionKey) {
    EncodedKey key = EncodedKey.of(PrimaryKey.of(partitionKey.getFirst()));
    return new PartitionId(table.storeNumber(), Partitioner.partition(key, table.partitions()));
  }

  private static int slot(Bytes position) {
    return (position.at(0) & 0xFF) << Byte.SIZE | position.at(1) & 0xFF;
  }
}
