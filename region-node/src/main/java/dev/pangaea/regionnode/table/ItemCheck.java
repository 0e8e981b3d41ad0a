package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a change that comes from elsewhere can be an item of a table: its key has the table's
 * types, its item can be read and has that key.
 */
record ItemCheck(KeySchema schema) implements Predicate<Change> {
  @Override
  public boolean test(Change change) {
    try {
      PrimaryKey key = change.key().decode();
      boolean typed =
          schema.partitionKey().isOf(key.partitionKey())
              && schema.sortKey().isPresent() == key.sortKey().isPresent()
              && schema.sortKey().stream().allMatch(sort -> sort.isOf(key.sortKey().orElseThrow()));
      return typed
          && switch (change.content()) {
            case Content.Deleted() -> true;
            case Content.Present(EncodedItem item) -> has(item.decode(), key);
          };
    } catch (MalformedBytesException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  private boolean has(Item item, PrimaryKey key) {
    return item.attribute(schema.partitionKey().name()).equals(Optional.of(key.partitionKey()))
        && schema.sortKey().stream()
            .allMatch(sort -> item.attribute(sort.name()).equals(key.sortKey()));
  }
}
