package dev.pangaea.regionnode.log;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.function.Consumer;

/**
 * One partition of a change log. Any thread may call it.
 *
 * <p>Appends of one partition are kept in the order in which they were handed over, unless one of
 * them is in doubt. Offsets are given without gaps. What {@link #append} has confirmed survives the
 * loss of this process.
 */
public interface PartitionLog {
  /**
   * Hands a record over and returns at once, without blocking. The listener is called exactly once,
   * within a bound of seconds, on any thread, and must not block.
   */
  void append(Bytes record, Consumer<AppendOutcome> listener);

  /**
   * Hands a record over as {@link #append(Bytes, Consumer)} does, under a key for those who read
   * the log by other means; one that keeps no keys leaves it out.
   */
  default void append(Bytes key, Bytes record, Consumer<AppendOutcome> listener) {
    append(record, listener);
  }

  /** The first offset that is still kept. Blocks for seconds at most. */
  long startOffset() throws LogUnavailableException;

  /** One past the last offset that is kept now. Blocks for seconds at most. */
  long endOffset() throws LogUnavailableException;

  /**
   * Reads the entries from one offset (included) to another (excluded), in order. Blocks; gives up
   * when nothing arrives for seconds.
   *
   * @throws RangeMissingException when the log does not hold all of the range
   */
  void read(long from, long to, Consumer<LogEntry> reader) throws LogUnavailableException;
}
