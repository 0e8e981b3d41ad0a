package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.Change;

/**
 * A change of another region that is kept aside, whole.
 *
 * @param offset the record of this region's log with which it arrived, and {@code index} its place
 *     there
 * @param sinceMillis when that was, by the log's clock
 */
public record RefusedChange(long offset, int index, long sinceMillis, Change change) {}
