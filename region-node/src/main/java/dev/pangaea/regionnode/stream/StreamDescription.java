package dev.pangaea.regionnode.stream;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.regionnode.store.StreamPosition;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a stream.
 *
 * @param keys the names of its table's key attributes, the partition key's first
 * @param shards one for each partition whose log has spoken of the stream, in their order
 */
public record StreamDescription(
    StreamId id, StreamView view, List<String> keys, Status status, List<Shard> shards) {
  /** Where a stream stands. */
  public enum Status {
    /** Not every partition tells its changes yet. */
    ENABLING,
    ENABLED,
    /** Some partitions tell their changes still. */
    DISABLING,
    /** Nothing more is told; what was is kept for a day. */
    DISABLED
  }

  /**
   * A shard, and which positions are its.
   *
   * @param start nothing of it lies before
   * @param end nothing of it lies at this or behind; empty while it goes on
   */
  public record Shard(ShardId id, StreamPosition start, Optional<StreamPosition> end) {}

  public StreamDescription {
    keys = List.copyOf(keys);
    shards = List.copyOf(shards);
  }
}
