package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedItem;

/** Sees items one after the other. */
@FunctionalInterface
public interface ItemVisitor {
  /** Returns whether the next one is wanted. */
  boolean visit(EncodedItem item);
}
