package dev.pangaea.replicator.plan;

/** What the plan wants of the reader of a partition: an effect. */
public sealed interface Place {
  LogPartition log();

  /** Read it from this offset on, whatever was read of it before. */
  record ReadFrom(LogPartition log, long offset) implements Place {}

  /** Read it no longer. */
  record Leave(LogPartition log) implements Place {}
}
