package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedKey;

/** Sees the items of a range one after the other, and where there are none any more. */
public interface ItemRangeVisitor extends ItemVisitor {
  /** Passes over an item that was deleted. Returns whether the next one is wanted. */
  boolean passed(EncodedKey deleted);
}
