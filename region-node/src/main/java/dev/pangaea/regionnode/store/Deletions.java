package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.version.Context;

/**
 * What a partition knows of its deleted items, beside the tombstones themselves.
 *
 * @param kept how many tombstones there are
 * @param dropped how many there were, up to now
 * @param floor covers all that the tombstones dropped so far had seen
 */
public record Deletions(long kept, long dropped, Context floor) {
  public static final Deletions NONE = new Deletions(0, 0, Context.EMPTY);
}
