package dev.pangaea.regionnode.log;

import dev.pangaea.conflict.bytes.Bytes;

/**
 * One entry of a log partition as it was kept, whether it counts or not.
 *
 * @param appendMillis when the log appended it, by the log's own clock
 */
public record LogEntry(long offset, long appendMillis, Bytes record) {}
