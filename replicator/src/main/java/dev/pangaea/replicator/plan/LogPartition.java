package dev.pangaea.replicator.plan;

import java.util.Comparator;

/** One partition of a log of the source region. */
public record LogPartition(String log, int partition) implements Comparable<LogPartition> {
  private static final Comparator<LogPartition> ORDER =
      Comparator.comparing(LogPartition::log).thenComparing(LogPartition::partition);

  @Override
  public int compareTo(LogPartition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return log + "-" + partition;
  }
}
