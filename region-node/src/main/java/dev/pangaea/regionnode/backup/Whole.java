package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.TableView;

/** Whether a store holds all of a table that was acknowledged. */
final class Whole {
  private Whole() {}

  /** Not before the logs are read to their ends after a start. */
  static boolean holds(TableView table, Leaders leaders) {
    for (int partition = 0; partition < table.partitions(); partition++) {
      if (!leaders.holdsAllAcknowledged(new PartitionId(table.storeNumber(), partition))) {
        return false;
      }
    }
    return true;
  }
}
