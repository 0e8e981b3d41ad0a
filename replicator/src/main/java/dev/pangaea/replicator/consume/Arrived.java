package dev.pangaea.replicator.consume;

import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.util.List;

/** What a poll of a source's logs brings. */
public sealed interface Arrived {
  LogPartition log();

  /** The next entries of a partition, in their order. */
  record Entries(LogPartition log, List<LogEntry> entries) implements Arrived {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * The place from which the partition is to be read lies outside of what its log keeps, from start
   * to end. Nothing more arrives of it until it is given a new place.
   */
  record LostPlace(LogPartition log, long start, long end) implements Arrived {}
}
