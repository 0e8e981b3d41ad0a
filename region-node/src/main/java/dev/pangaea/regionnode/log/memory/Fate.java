package dev.pangaea.regionnode.log.memory;

/** What becomes of a record that is handed to a log in memory, and of the answer. */
public enum Fate {
  /** Kept, and answered so. */
  ACKNOWLEDGED,
  /** Kept twice, as when a batch is sent again; answered with the first offset. */
  ACKNOWLEDGED_TWICE,
  /** Kept, but the answer is lost. */
  IN_DOUBT_KEPT,
  /** In doubt, and kept only once {@link MemoryPartitionLog#landLate} is called. */
  IN_DOUBT_LATE,
  /** In doubt, and never kept. */
  IN_DOUBT_LOST,
  /** Neither kept nor answered until {@link MemoryPartitionLog#settle} says how. */
  HELD,
  /** Kept at once, but not answered until {@link MemoryPartitionLog#settle} says how. */
  HELD_KEPT
}
