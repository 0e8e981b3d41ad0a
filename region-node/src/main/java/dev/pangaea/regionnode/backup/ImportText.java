package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.table.TableView;

/** How what is imported is read. Used by one thread. */
public interface ImportText {
  /** What a line comes to. */
  sealed interface Line {
    record Item(EncodedKey key, EncodedItem item) implements Line {}

    /** No item of the table. */
    record Bad(String reason) implements Line {}
  }

  Line line(byte[] line, TableView table);

  /** Makes one for each import. */
  @FunctionalInterface
  interface Factory {
    ImportText open();
  }
}
