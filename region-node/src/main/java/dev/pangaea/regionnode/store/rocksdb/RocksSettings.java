package dev.pangaea.regionnode.store.rocksdb;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a store keeps its files and how much it may take.
 *
 * @param cacheBytes of read blocks, uncompressed
 * @param writeBufferBytes of one write buffer, of which there are at most {@link #WRITE_BUFFERS}
 * @param filesOpenMax each open file keeps its index and bloom filter in memory
 * @param flushEvery how long commits stay in memory only: bounds what has to be folded again after
 *     a crash, and keeps the applied position from falling behind the log's retention
 */
public record RocksSettings(
    Path folder, long cacheBytes, long writeBufferBytes, int filesOpenMax, Duration flushEvery) {
  static final int WRITE_BUFFERS = 3;
  private static final long MIB = 1L << 20;

  public static RocksSettings at(Path folder) {
    return new RocksSettings(folder, 64 * MIB, 32 * MIB, 1024, Duration.ofSeconds(60));
  }

  /** Of a store that is small beside the region's, and goes soon. */
  public static RocksSettings forAWhile(Path folder) {
    return new RocksSettings(folder, 8 * MIB, 8 * MIB, 64, Duration.ofDays(1));
  }

  public RocksSettings withCache(long newCacheBytes) {
    return withMemory(newCacheBytes, writeBufferBytes);
  }

  public RocksSettings withMemory(long newCacheBytes, long newWriteBufferBytes) {
    return new RocksSettings(folder, newCacheBytes, newWriteBufferBytes, filesOpenMax, flushEvery);
  }
}
