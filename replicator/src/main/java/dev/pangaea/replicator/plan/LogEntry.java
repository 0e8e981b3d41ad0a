package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.bytes.Bytes;

/**
 * One entry of a source's log partition as it was kept, whether it counts or not.
 *
 * @param appendMillis when the log appended it, by the source log's own clock
 */
public record LogEntry(long offset, long appendMillis, Bytes record) {}
