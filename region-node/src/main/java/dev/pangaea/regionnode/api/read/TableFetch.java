package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.item.ItemAccess;
import java.util.Optional;

/**
 * Gets whole items from the table for rows of one of its local indexes that do not hold all that is
 * wanted.
 */
final class TableFetch {
  private final ItemAccess items;
  private final ReadTarget target;

  private TableFetch(ItemAccess items, ReadTarget target) {
    this.items = items;
    this.target = target;
  }

  /** Empty where rows hold enough. */
  static Optional<TableFetch> of(ItemAccess items, ReadTarget target, ReadRequest read) {
    if (!target.isLocal() || target.holdsAll()) {
      return Optional.empty();
    }
    boolean wanted =
        read.select() == Select.ALL_ATTRIBUTES
            || read.projection().stream()
                .flatMap(projection -> projection.attributes().stream())
                .anyMatch(name -> !target.holds(name));
    return wanted ? Optional.of(new TableFetch(items, target)) : Optional.empty();
  }

  /** What is now at a row's key; empty if it was deleted since the row was read. */
  Optional<EncodedItem> item(Item row) {
    return items.read(target.table(), key(row));
  }

  /** Whether an item lies where the row lay: it may have moved since the row was read. */
  boolean isOf(Item item, Item row) {
    EncodedKey key = key(row);
    return target.position(key, item).equals(target.position(key, row));
  }

  private EncodedKey key(Item row) {
    return EncodedKey.of(
        new PrimaryKey(
            row.attribute(target.schema().partitionKey().name()).orElseThrow(),
            target.schema().sortKey().flatMap(attribute -> row.attribute(attribute.name()))));
  }
}
