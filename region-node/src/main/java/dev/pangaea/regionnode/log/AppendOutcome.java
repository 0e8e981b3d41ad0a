package dev.pangaea.regionnode.log;

/** What became of an append. */
public sealed interface AppendOutcome {
  /** The record is kept at this offset. Whether it counts is for the chain to say. */
  record Appended(long offset, long appendMillis) implements AppendOutcome {}

  /**
   * Nobody knows: the record may be in the log, may come into it later, or never. Only reading the
   * log tells.
   */
  record InDoubt(Exception cause) implements AppendOutcome {}
}
