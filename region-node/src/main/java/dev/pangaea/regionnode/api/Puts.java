package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.table.TableView;

/** Items on their way into a table. */
final class Puts {
  private Puts() {}

  /** The item's bytes, if it is not larger than a table keeps. */
  static EncodedItem checked(Item item) {
    EncodedItem encoded = EncodedItem.of(item);
    if (ItemSize.aboveMax(item, encoded)) {
      throw Failure.validation("Item size has exceeded the maximum allowed size").refused();
    }
    return encoded;
  }

  static EncodedKey key(TableView table, Item item) {
    return EncodedKey.of(PrimaryKeys.ofItem(table.settings().keySchema(), item.attributes()));
  }
}
