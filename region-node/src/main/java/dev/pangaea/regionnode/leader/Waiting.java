package dev.pangaea.regionnode.leader;

/** A request that has not been decided, and until when it may wait. */
record Waiting<R extends Request>(R request, long deadlineNanos) {}
