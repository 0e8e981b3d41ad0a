package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import java.time.Duration;
import java.util.OptionalDouble;

/** Counts what is written of one copy. Written by whoever copies, read by any thread. */
final class CopyMeter {
  private final String table;
  private final RegionName region;
  private final int partitions;
  private final long beganNanos;
  private int partitionsCopied;
  private long records;
  private long bytes;

  CopyMeter(String table, RegionName region, int partitions, long nowNanos) {
    this.table = table;
    this.region = region;
    this.partitions = partitions;
    this.beganNanos = nowNanos;
  }

  synchronized void written(int moreRecords, long moreBytes) {
    records += moreRecords;
    bytes += moreBytes;
  }

  synchronized void partitionCopied() {
    partitionsCopied++;
  }

  synchronized GivenCopy read(long nowNanos) {
    long past = nowNanos - beganNanos;
    OptionalDouble rate =
        past < Duration.ofSeconds(1).toNanos()
            ? OptionalDouble.empty()
            : OptionalDouble.of(records * 1e9 / past);
    return new GivenCopy(table, region, partitions, partitionsCopied, records, bytes, rate);
  }
}
