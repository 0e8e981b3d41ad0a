package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.EncodedKey;
import java.util.Optional;

/** What waits for one leader, and what it decides next. */
interface Waiting {
  /** How many requests wait. */
  int size();

  void add(Request request, Now now);

  /** Answers a request that is not taken in. */
  void refuse(Request request);

  /** Decides what comes next, on top of all that counts; empty if nothing can be decided now. */
  Optional<Assembly> next(Now now);

  /**
   * Lets go of those whose time is up.
   *
   * @param ready whether the leader decides what it can as soon as it comes
   */
  void expire(Now now, boolean ready);

  void refuseAll();

  /** Whether what was decided last looks at the item or changes it. */
  boolean decides(EncodedKey key);

  /** Who else holds the table is known, or has changed. */
  default void roll(Roll roll) {}

  default QuarantineStatus quarantine() {
    return QuarantineStatus.NONE;
  }

  default TombstoneStatus tombstones() {
    return TombstoneStatus.NONE;
  }

  /** What was decided last is on its way, as this record. */
  default void sent(RecordId id) {}

  /** What was decided last cannot be sent. */
  default void notSent() {}

  /** A record counts and is folded, whoever made it. */
  default void counts(RecordId id, long offset) {}

  /** The leader has read all, and its claim is on its way. */
  default void claims() {}

  /** The claim counts: what was on its way and has not been found never will. */
  default void leads() {}

  /** The leader does not know any more whether it leads. */
  default void doubts() {}
}
