package dev.pangaea.regionnode.log;

import java.time.Duration;
import java.util.Optional;

/**
 * All change logs of a region, by name. Any thread may call it; creating and deleting block for
 * seconds at most.
 */
public interface RegionLog extends AutoCloseable {
  /**
   * Creates a log, or checks that it is there with that many partitions.
   *
   * @param retention how long entries are kept; empty for ever
   */
  void create(String log, int partitions, Optional<Duration> retention)
      throws LogUnavailableException;

  /** Deletes a log; one that is not there is fine. */
  void delete(String log) throws LogUnavailableException;

  /** A partition of a log that exists. Opening does not reach out to the log. */
  PartitionLog partition(String log, int partition);

  /**
   * A writer of topics that are there for others, beside the logs. One of the same name shuts out
   * the other once it claims.
   */
  default TopicWriter topics(String writer) {
    throw new UnsupportedOperationException("it keeps logs only");
  }

  /** Where it is kept, for those who want to read it too; empty where nobody else can. */
  default Optional<String> address() {
    return Optional.empty();
  }

  @Override
  void close();
}
