package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RegionLog;

/** Snapshots as the logs see them. Blocks for seconds at most. */
final class SnapshotTimes {
  private final RegionLog logs;
  private final String transactions;

  /**
   * @param transactions the region's log of transactions
   */
  SnapshotTimes(RegionLog logs, String transactions) {
    this.logs = logs;
    this.transactions = transactions;
  }

  /** Whether the logs go on from where the snapshot ends; so, too, where they do not answer. */
  boolean goOnFrom(Snapshot snapshot, String log) {
    try {
      for (int index = 0; index < snapshot.positions().size(); index++) {
        PartitionLog partition = logs.partition(log, index);
        if (partition.startOffset() > snapshot.positions().get(index).nextOffset()) {
          return false;
        }
      }
      return logs.partition(transactions, 0).startOffset() <= snapshot.transactions().nextOffset();
    } catch (LogUnavailableException unknown) {
      return true;
    }
  }

  /** When the log took the last record that is in it, by its own clock. */
  long lastAppendMillis(Snapshot snapshot, String log) throws LogUnavailableException {
    long[] last = {0};
    for (int index = 0; index < snapshot.positions().size(); index++) {
      Position position = snapshot.positions().get(index);
      PartitionLog partition = logs.partition(log, index);
      if (position.nextOffset() > partition.startOffset()) {
        partition.read(
            position.nextOffset() - 1,
            position.nextOffset(),
            entry -> last[0] = Math.max(last[0], entry.appendMillis()));
      }
    }
    return last[0];
  }
}
