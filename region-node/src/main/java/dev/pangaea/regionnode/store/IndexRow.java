package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;

/**
 * An item's row in an index.
 *
 * @param position where it lies in the index: rows are ordered by it, and no two items share one
 * @param item what the index holds of the item
 */
public record IndexRow(Bytes position, EncodedItem item) {
  public long bytes() {
    return position.length() + item.bytes().length();
  }
}
