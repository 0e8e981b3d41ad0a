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
public record ItemCheck(KeySchema schema) implements Predicate<Change> {
  @Override
  public boolean test(Change change) {
    return complaint(change).isEmpty();
  }

  /** Why it cannot; empty if it can. */
  public Optional<String> complaint(Change change) {
    try {
      PrimaryKey key = change.key().decode();
      if (schema.sortKey().isPresent() != key.sortKey().isPresent()) {
        return Optional.of("its key does not have the parts of the table's");
      }
      boolean typed =
          schema.partitionKey().isOf(key.partitionKey())
              && schema.sortKey().stream().allMatch(sort -> sort.isOf(key.sortKey().orElseThrow()));
      if (!typed) {
        return Optional.of("its key is of another type than the table's");
      }
      return switch (change.content()) {
        case Content.Deleted() -> Optional.empty();
        case Content.Present(EncodedItem item) ->
            has(item.decode(), key) ? Optional.empty() : Optional.of("its item has another key");
      };
    } catch (MalformedBytesException | IllegalArgumentException unreadable) {
      return Optional.of("its bytes are no item");
    }
  }

  private boolean has(Item item, PrimaryKey key) {
    return item.attribute(schema.partitionKey().name()).equals(Optional.of(key.partitionKey()))
        && schema.sortKey().stream()
            .allMatch(sort -> item.attribute(sort.name()).equals(key.sortKey()));
  }
}
