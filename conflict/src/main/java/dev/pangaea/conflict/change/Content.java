package dev.pangaea.conflict.change;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.Optional;

/** What a write left at its key: an item, or nothing. */
public sealed interface Content {
  record Present(EncodedItem item) implements Content {}

  /**
   * A tombstone: the item was deleted, and its version and context are kept so that it stays
   * deleted.
   */
  record Deleted() implements Content {}

  /** What a reader sees of it: none where the item was deleted. */
  default Optional<EncodedItem> visible() {
    return switch (this) {
      case Present(EncodedItem item) -> Optional.of(item);
      case Deleted() -> Optional.empty();
    };
  }
}
