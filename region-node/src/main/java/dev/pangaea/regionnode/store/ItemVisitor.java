package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedItem;

/** Sees items one after the other. */
@FunctionalInterface
public interface ItemVisitor {
  /** Returns whether the next one is wanted. */
  boolean visit(EncodedItem item);

  /**
   * How many traces of what is gone may lie in front of the next item. A store may keep such for a
   * while, and walks over them without asking; where there are more, it need not go on.
   */
  default long goneMax() {
    return Long.MAX_VALUE;
  }

  /** The visit ends here since there were more traces than {@link #goneMax}, not items enough. */
  default void gaveUp() {}
}
