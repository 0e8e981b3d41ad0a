package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.concurrent.Semaphore;

/** What a loop's inbox holds. */
sealed interface LoopEvent {
  record Submitted(PartitionId partition, Request request) implements LoopEvent {}

  record Appended(PartitionLeader leader, AppendOutcome outcome) implements LoopEvent {}

  /**
   * @param taken released once the entries are in the store, so that reading does not run ahead
   */
  record EntriesRead(PartitionLeader leader, List<LogEntry> entries, Semaphore taken)
      implements LoopEvent {}

  record ReadToEnd(PartitionLeader leader, long start, long end) implements LoopEvent {}

  record ReadFailed(PartitionLeader leader) implements LoopEvent {}

  record Opened(PartitionOpening opening) implements LoopEvent {}

  record Closed(PartitionId partition, Runnable done) implements LoopEvent {}

  record Replicated(PartitionId partition, boolean replicated) implements LoopEvent {}

  /** Nothing: the loop is to look at its own state. */
  record Woken() implements LoopEvent {}
}
