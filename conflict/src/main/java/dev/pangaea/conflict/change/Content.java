package dev.pangaea.conflict.change;

import dev.pangaea.conflict.item.EncodedItem;

/** What a write left at its key: an item, or nothing. */
public sealed interface Content {
  record Present(EncodedItem item) implements Content {}

  /**
   * A tombstone: the item was deleted, and its version and context are kept so that it stays
   * deleted.
   */
  record Deleted() implements Content {}
}
