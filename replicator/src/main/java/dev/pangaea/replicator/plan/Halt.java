package dev.pangaea.replicator.plan;

/**
 * Why a partition is no longer read: its log cannot be followed from where the region stands, so
 * the region needs a copy. Going on would skip writes in silence.
 */
public enum Halt {
  /** The log no longer keeps the offset at which the region stands. */
  BEHIND_RETENTION,
  /** The log ends before the offset at which the region stands: it lost a suffix. */
  LOG_SHORTER,
  /** Before the offset at which the region stands there is not the record that it stands on. */
  HEAD_NOT_FOUND,
  /** Entry after entry names another predecessor than the last record that counts. */
  NOTHING_FITS,
  /** The log gives no entry for an offset, and goes on behind it. */
  OFFSETS_MISSING
}
