package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.regionnode.store.StoreBatch;

/** What a partition's leader asks of the loop that runs it. */
interface LeaderEffects {
  /**
   * What the step under way changes in the store: committed before anything that {@link #answer}
   * was given.
   */
  StoreBatch batch();

  /** Answers, once the step under way is in the store. */
  void answer(Answer answer);

  /** A record of the partition's log counts, and is folded into the step under way. */
  void folded(PartitionLeader leader, LogRecord record, long offset, long appendMillis);

  /**
   * Appends to the partition's log, unless the record is larger than a log takes: false then, and
   * nothing has happened. The outcome comes back as {@link PartitionLeader#appended}.
   */
  boolean append(PartitionLeader leader, LogRecord record);

  /**
   * Whether the partition may be claimed now. If not, {@link PartitionLeader#mayClaim} is called as
   * soon as it may.
   */
  boolean allowsClaim(PartitionLeader leader);

  /** The leader leads now. */
  void leads(PartitionLeader leader);

  /** Reads the partition's log to its end; entries and end come back to the leader. */
  void read(PartitionLeader leader, long from);
}
