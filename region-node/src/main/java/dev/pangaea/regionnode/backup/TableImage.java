package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import java.io.IOException;

/** The items of a table at one moment. */
public interface TableImage extends AutoCloseable {
  /** Takes items one after the other. */
  @FunctionalInterface
  interface Items {
    void item(EncodedKey key, EncodedItem item) throws IOException;
  }

  /** Reads all items, in no order that matters. Blocks. */
  void read(Items items) throws IOException;

  /** All items are in the table that was to be filled with them, and it can be used. */
  default void filled() throws IOException {}

  @Override
  void close() throws IOException;
}
