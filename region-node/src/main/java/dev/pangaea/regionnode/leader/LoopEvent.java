package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** What a loop's inbox holds. */
sealed interface LoopEvent {
  /** The loop has ended: whoever waits for this event to be heard is told so. On any thread. */
  default void unheard() {}

  record Submitted(PartitionId partition, Request request) implements LoopEvent {
    @Override
    public void unheard() {
      Refusal.of(request).unavailable();
    }
  }

  record Appended(PartitionLeader leader, AppendOutcome outcome) implements LoopEvent {}

  /**
   * @param taken released once the entries are in the store, so that reading does not run ahead
   */
  record EntriesRead(PartitionLeader leader, List<LogEntry> entries, Semaphore taken)
      implements LoopEvent {
    @Override
    public void unheard() {
      taken.release();
    }
  }

  /**
   * @param start the first offset that the log still keeps
   */
  record ReadToEnd(PartitionLeader leader, long start, long end) implements LoopEvent {}

  /** The log does not answer now. */
  record ReadFailed(PartitionLeader leader) implements LoopEvent {}

  /** The log no longer holds what was to be read. */
  record ReadMissed(PartitionLeader leader, String what) implements LoopEvent {}

  record Opened(PartitionOpening opening) implements LoopEvent {}

  record Closed(PartitionId partition, Runnable done) implements LoopEvent {
    @Override
    public void unheard() {
      Answers.guarded(done);
    }
  }

  /** The partition keeps other indexes from now on. */
  record Indexed(PartitionId partition, KeptIndexes indexes, Runnable done) implements LoopEvent {
    @Override
    public void unheard() {
      Answers.guarded(done);
    }
  }

  /** The digest of a range is to be made anew from what the store holds. */
  record Recounted(PartitionId partition, int range) implements LoopEvent {}

  record Replicated(PartitionId partition, boolean replicated) implements LoopEvent {}

  /** Which other regions hold the partition's table. */
  record Rolled(PartitionId partition, Roll roll, Runnable done) implements LoopEvent {
    @Override
    public void unheard() {
      Answers.guarded(done);
    }
  }

  /** The partitions of a table are closed: its streams end. */
  record StreamsEnded(int table, Runnable done) implements LoopEvent {
    @Override
    public void unheard() {
      Answers.guarded(done);
    }
  }

  /** The numbers of the tables that there are. */
  record Tables(Set<Integer> living) implements LoopEvent {}

  /** Conflicts were told on their topic. */
  record Announced(List<Announcement> told, Runnable done) implements LoopEvent {
    @Override
    public void unheard() {
      Answers.guarded(done);
    }
  }

  /** Nothing: the loop is to look at its own state. */
  record Woken() implements LoopEvent {}
}
