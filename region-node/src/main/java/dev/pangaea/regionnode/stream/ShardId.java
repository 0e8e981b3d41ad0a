package dev.pangaea.regionnode.stream;

import dev.pangaea.regionnode.store.PartitionId;

/**
 * A shard of a stream: what the stream tells of one partition of its table.
 *
 * @param partition of the table
 */
public record ShardId(StreamId stream, int partition) {
  private static final int PARTITION_BITS = 16;

  /** As applications name it; ids of a stream sort as its partitions do. */
  public String text() {
    int mixed = (stream.table().hashCode() * 31 + stream.storeNumber()) * 0x9E3779B1;
    int suffix = mixed >>> PARTITION_BITS << PARTITION_BITS | partition;
    return "shardId-%020d-%08x".formatted(stream.sinceMillis(), suffix);
  }

  PartitionId place() {
    return new PartitionId(stream.storeNumber(), partition);
  }
}
