package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;

/** Sees items and tombstones one after the other. */
@FunctionalInterface
public interface StateVisitor {
  /** Returns whether the next one is wanted. */
  boolean visit(EncodedKey key, ItemState state);
}
