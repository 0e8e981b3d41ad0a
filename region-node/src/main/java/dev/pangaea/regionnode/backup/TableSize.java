package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;

/** About how many bytes a table's items have, without reading them. */
final class TableSize {
  private TableSize() {}

  static long of(Store store, TableView table) {
    long bytes = 0;
    for (int partition = 0; partition < table.partitions(); partition++) {
      bytes += store.applied(new PartitionId(table.storeNumber(), partition)).itemBytes();
    }
    return bytes;
  }
}
