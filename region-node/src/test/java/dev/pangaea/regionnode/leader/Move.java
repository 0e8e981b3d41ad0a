package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.regionnode.log.memory.Fate;

/**
 * Something that may happen at any time. Nodes and keys are numbers, taken modulo what there is.
 */
sealed interface Move {
  record Put(int node, int key) implements Move {}

  record Delete(int node, int key) implements Move {}

  record Update(int node, int key) implements Move {}

  /**
   * A write with a condition.
   *
   * @param right whether it expects the item that the node's store holds
   */
  record WriteIf(int node, int key, Kind kind, boolean right) implements Move {
    enum Kind {
      PUT,
      DELETE,
      UPDATE,
      CHECK
    }
  }

  /**
   * @param skewMillis how far the other region's clock is ahead
   */
  record PutAway(int key, int skewMillis) implements Move {}

  record DeleteAway(int key) implements Move {}

  /** The other region takes in all that a node here holds. */
  record CatchUpAway(int node) implements Move {}

  /** A replicator brings what comes next. */
  record Deliver(int node, int changes) implements Move {}

  /** A replicator brings changes from where the region may not stand. */
  record DeliverFrom(int node, int from, int changes) implements Move {}

  /** What becomes of the next append. */
  record Meet(Fate fate) implements Move {}

  /** What becomes of the oldest append that is held. */
  record Settle(Fate fate) implements Move {}

  /** Records in doubt come into the log. */
  record LandLate() implements Move {}

  /** An old leader appends on top of some record that once counted. */
  record Zombie(int record) implements Move {}

  /** Another leader appends on top of the last record that counts. */
  record Rival() implements Move {}

  /** An entry is sent again. */
  record Resend(int entry) implements Move {}

  record Garbage() implements Move {}

  /**
   * A node is to keep an index, or no longer.
   *
   * @param slot which one; each time that it is kept again it is a new one
   */
  record Index(int node, int slot, boolean kept) implements Move {}

  /** The log is to say that there is a stream that is new, or none. */
  record Stream(int node, boolean on, StreamView view) implements Move {}

  record Read(int node) implements Move {}

  record Hear(int node) implements Move {}

  record Pass(int millis) implements Move {}

  record SetClock(int aheadMillis) implements Move {}

  record Snapshot(int node) implements Move {}

  /**
   * A node dies, and another starts on what its store holds.
   *
   * @param all whether all that was committed is still there, or only the last snapshot
   */
  record Crash(int node, boolean all) implements Move {}
}
