package dev.pangaea.conflict.change;

import dev.pangaea.conflict.version.HybridTime;

/**
 * An entry of a change log.
 *
 * @param previous the record before it that counted when it was made: see {@link Chain}
 * @param clock the leader's clock: all of its region's later writes in this partition have higher
 *     times
 */
public record LogRecord(RecordId id, RecordId previous, HybridTime clock, Body body) {}
