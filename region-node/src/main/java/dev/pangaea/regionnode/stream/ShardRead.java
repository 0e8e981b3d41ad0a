package dev.pangaea.regionnode.stream;

import dev.pangaea.regionnode.store.StreamPosition;
import java.util.List;

/** What a read of a shard comes to. */
public sealed interface ShardRead {
  /**
   * Records in their order.
   *
   * @param next where to go on: everything before was read, or is of no concern
   * @param atEnd whether the shard has ended there, and nothing more will come
   */
  record Page(List<StreamRecord> records, StreamPosition next, boolean atEnd) implements ShardRead {
    public Page {
      records = List.copyOf(records);
    }
  }

  /** What was asked for is too old, and is there no more. */
  record Trimmed() implements ShardRead {}

  /** There is no such shard, or none any more. */
  record NotFound() implements ShardRead {}
}
