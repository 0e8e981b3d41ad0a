package dev.pangaea.regionnode.log.memory;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.TopicWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A region's logs in memory. They outlive {@link #close}, as Kafka outlives a node: hand the same
 * instance to the next node.
 */
public final class MemoryRegionLog implements RegionLog {
  private final InstantSource clock;
  private final TreeMap<String, List<MemoryPartitionLog>> logs = new TreeMap<>();
  private final MemoryTopics topics = new MemoryTopics();
  private boolean available = true;
  private boolean answersDeletes = true;

  /**
   * @param clock the log's own clock
   */
  public MemoryRegionLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void create(String log, int partitions, Optional<Duration> retention)
      throws LogUnavailableException {
    checkAvailable();
    List<MemoryPartitionLog> there = logs.computeIfAbsent(log, name -> fresh(partitions));
    if (there.size() != partitions) {
      throw new IllegalStateException(
          "log %s has %d partitions, not %d".formatted(log, there.size(), partitions));
    }
  }

  @Override
  public synchronized void delete(String log) throws LogUnavailableException {
    checkAvailable();
    List<MemoryPartitionLog> gone = logs.remove(log);
    if (gone != null) {
      gone.forEach(partition -> partition.available(false));
    }
    if (!answersDeletes) {
      throw unavailable();
    }
  }

  /** While it does not, logs are deleted, and whoever asked for it is told that they may not be. */
  public synchronized void answersDeletes(boolean now) {
    answersDeletes = now;
  }

  public synchronized boolean exists(String log) {
    return logs.containsKey(log);
  }

  @Override
  public synchronized MemoryPartitionLog partition(String log, int partition) {
    List<MemoryPartitionLog> there = logs.get(log);
    if (there == null) {
      throw new IllegalArgumentException("no log " + log);
    }
    return there.get(partition);
  }

  @Override
  public TopicWriter topics(String writer) {
    return topics.writer(writer);
  }

  /** The topics that are there for others. */
  public MemoryTopics topics() {
    return topics;
  }

  @Override
  public void close() {}

  /** Cuts all logs off, or brings them back. */
  public synchronized void available(boolean now) {
    available = now;
    topics.available(now);
    logs.values().forEach(log -> log.forEach(partition -> partition.available(now)));
  }

  private List<MemoryPartitionLog> fresh(int partitions) {
    List<MemoryPartitionLog> fresh = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      fresh.add(new MemoryPartitionLog(clock));
    }
    return List.copyOf(fresh);
  }

  private void checkAvailable() throws LogUnavailableException {
    if (!available) {
      throw unavailable();
    }
  }

  private static LogUnavailableException unavailable() {
    return new LogUnavailableException("the log in memory does not answer", null);
  }
}
