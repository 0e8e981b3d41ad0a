package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.store.IndexRow;
import java.util.Optional;

/** An index of a table, as the fold of its partitions keeps it. Any thread may ask. */
public interface ItemIndex {
  /** Which of the table's indexes it is; no later one of the table has the same number. */
  int number();

  /**
   * The item's row, a pure function of the item; empty if it has none. Two items never share a
   * position.
   *
   * @param item what the encoded item says
   */
  Optional<IndexRow> row(EncodedKey key, EncodedItem encoded, Item item);
}
