package dev.pangaea.regionnode.leader;

/**
 * A moment as the loop read it once for a step.
 *
 * @param wallMillis the wall clock, for versions
 * @param nanos a clock that never goes back, for waiting
 */
record Now(long wallMillis, long nanos) {}
