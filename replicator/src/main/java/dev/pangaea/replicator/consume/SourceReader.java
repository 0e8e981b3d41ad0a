package dev.pangaea.replicator.consume;

import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the logs of one source region, through the link that leads there. Confined to one thread,
 * but for {@link #wakeUp}. A source that cannot be reached, for hours if need be, is no failure:
 * nothing arrives, and reading goes on by itself once it can be reached.
 */
public interface SourceReader extends AutoCloseable {
  /**
   * Reads a partition from an offset on. Entries read before that call are not given any more; from
   * then on its entries are given in the log's order, none left out, unless it has lost the place.
   */
  void read(LogPartition log, long offset);

  /** Reads a partition no longer; one that is not read is fine. */
  void leave(LogPartition log);

  /**
   * Gives no entries of exactly these partitions for now; they keep their places. Meanwhile nothing
   * is heard of their ends.
   */
  void hold(Set<LogPartition> held);

  /** What has arrived, after a wait of at most this long for something to arrive. */
  List<Arrived> poll(Duration wait);

  /**
   * One past the last entry of each log, as it was when the source answered last; never before the
   * place up to which entries were given. Does not block.
   */
  Map<LogPartition, Long> ends();

  /** How the connections to the source fare. Does not block. */
  Connections connections();

  /** Ends a {@link #poll} that waits, or the next one. Any thread may call it. */
  void wakeUp();

  /** Takes seconds at most. */
  @Override
  void close();

  /**
   * @param open how many there are now
   * @param reopened how many were opened in the place of others, since the reader began
   * @param lanes how many readers of the same logs take turns
   * @param answers how often the source has answered, be it that there is nothing new: while this
   *     stands still, nothing is heard of it
   */
  record Connections(long open, long reopened, int lanes, long answers) {}
}
