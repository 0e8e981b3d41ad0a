package dev.pangaea.regionnode.stream;

import dev.pangaea.regionnode.store.StreamPosition;
import java.util.List;
import java.util.Optional;

/**
 * Reads the streams of this region's tables. Any thread may call; calls read the store and wait for
 * nothing else. What is read counts for ever: it is acknowledged, or will be found so, and a crash
 * does not take it back or give it another position.
 *
 * <p>A consumer reads a shard from a position, goes on from {@link ShardRead.Page#next} and keeps
 * that position wherever it wants to go on after a restart. With {@link #watch} it need not ask in
 * vain: it watches the shard first, reads until a page is empty, and reads again when it is told.
 * Within a shard records are in the order of the partition's log, so all changes of an item are in
 * their order. All shards of a stream are there from its beginning, none has a parent. Records are
 * kept for 24 hours.
 */
public interface StreamReader {
  /** All streams that can be read, or soon can, by their tables' names and then by age. */
  List<StreamDescription> streams();

  /** A stream by the name of its table and its {@linkplain StreamId#label label}. */
  Optional<StreamDescription> stream(String table, String label);

  /** The stream that a table has now, if one is on. */
  Optional<StreamDescription> current(String table);

  /** The oldest position of a shard that can be read; empty if there is no such shard. */
  Optional<StreamPosition> oldest(ShardId shard);

  /** The position behind all that is in a shard now; empty if there is no such shard. */
  Optional<StreamPosition> latest(ShardId shard);

  /**
   * Reads records of a shard from a position on. An empty page that is not the last one says that
   * there is nothing more now.
   *
   * @param recordsMax at least one
   * @param bytesMax of {@link StreamRecord#sizeBytes} together; the first record comes in any case
   */
  ShardRead read(ShardId shard, StreamPosition from, int recordsMax, long bytesMax);

  /**
   * Has a listener called whenever there may be more in a shard, or it has ended, once that can be
   * read. It is called on the thread that leads partitions: it must not block and must be quick,
   * and should do no more than wake somebody. It may be called in vain, also a last time while the
   * watch is being closed.
   */
  Watch watch(ShardId shard, Runnable listener);

  /** A listener that is called until this is closed. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
