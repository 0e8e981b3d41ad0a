package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.regionnode.store.PartitionId;

/**
 * Hears of records that count, in the order of each partition's log, once all that they change can
 * be read. Called on the leaders' thread: it must not block, and must be quick.
 */
public interface RecordTap {
  /** Hears of nothing. */
  RecordTap CLOSED =
      new RecordTap() {
        @Override
        public boolean wants(PartitionId partition) {
          return false;
        }

        @Override
        public void counts(
            PartitionId partition, LogRecord record, long offset, long appendMillis) {}
      };

  /** Whether records of this partition are to be told. Asked for each of them. */
  boolean wants(PartitionId partition);

  void counts(PartitionId partition, LogRecord record, long offset, long appendMillis);
}
