package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.store.StoreBatch;

/** What a partition's leader asks of the loop that runs it. */
interface LeaderEffects {
  /**
   * What the step under way changes in the store: committed before anything that {@link
   * #afterCommit} was given.
   */
  StoreBatch batch();

  /** Answers, once all that they rest on is in the store. */
  void afterCommit(Runnable answer);

  /** Appends to the partition's log; the outcome comes back as {@link PartitionLeader#appended}. */
  void append(PartitionLeader leader, Bytes record);

  /** Reads the partition's log to its end; entries and end come back to the leader. */
  void read(PartitionLeader leader, long from);
}
