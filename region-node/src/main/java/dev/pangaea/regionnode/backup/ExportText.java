package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.EncodedItem;

/** How an export is written. Used by one thread at a time. */
public interface ExportText {
  /** An item as a line, its end included. */
  byte[] item(EncodedItem item);

  /** A file of items as a line of the list of files. */
  byte[] file(DataFile file);

  /** What the whole export is. */
  byte[] summary(Export export, String filesKey);

  /** Makes one for each export. */
  @FunctionalInterface
  interface Factory {
    ExportText open();
  }

  /**
   * A file of items.
   *
   * @param key where it is in its bucket
   * @param md5 of its bytes, in Base64
   */
  record DataFile(String key, long items, String md5, String md5Hex) {}
}
