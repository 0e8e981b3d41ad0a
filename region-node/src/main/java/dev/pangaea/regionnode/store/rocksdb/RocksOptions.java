package dev.pangaea.regionnode.store.rocksdb;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.FlushOptions;
import org.rocksdb.HistogramType;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksObject;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WriteOptions;

/** RocksDB's options as we set them, and the native memory that they hold. */
final class RocksOptions implements AutoCloseable {
  private static final int BLOOM_BITS_PER_KEY = 10;

  /** Most keys that are looked for are in one place at most; a filter passes over the others. */
  private static final double WRITE_BUFFER_BLOOM_SHARE = 0.02;

  /**
   * Rows that are deleted leave entries behind, which reads of their range walk over until a
   * compaction removes them. A file is compacted soon if three quarters of so many entries in a row
   * are such: to walk over fewer takes some milliseconds. What happens all the time must not have
   * every file compacted that a write buffer becomes. Rows that move in an index, and tokens of
   * transactions that come and go, leave a put for each deletion; of transactions that are done
   * nothing but a deletion each is left, all in a row, but with all that an ordinary one writes no
   * write buffer has room for so many.
   */
  private static final int GONE_WINDOW = 64 * 1024;

  private static final int GONE_MAX = GONE_WINDOW / 4 * 3;

  private static final int INFO_LOGS_KEPT = 2;
  private static final long INFO_LOG_BYTES_MAX = 4L << 20;
  private static final int BACKGROUND_JOBS = 2;

  private final List<RocksObject> natives = new ArrayList<>();

  final long cacheBytes;
  final Cache cache;
  final Statistics statistics;
  final Options database;
  final ReadOptions read;
  final WriteOptions write;
  final FlushOptions flushNow;
  final FlushOptions flushBehind;

  RocksOptions(RocksSettings settings) {
    cacheBytes = settings.cacheBytes();
    cache = held(new HyperClockCache(cacheBytes, 0, -1, false));
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setFilterPolicy(held(new BloomFilter(BLOOM_BITS_PER_KEY, false)))
            .setCacheIndexAndFilterBlocks(false)
            .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
            .setFormatVersion(5);
    // Counts only: no histogram is kept, so no read looks at the clock for one.
    statistics = held(new Statistics(EnumSet.allOf(HistogramType.class)));
    statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
    database =
        held(new Options())
            .setStatistics(statistics)
            .setCreateIfMissing(true)
            .setTableFormatConfig(table)
            .setWriteBufferSize(settings.writeBufferBytes())
            .setMaxWriteBufferNumber(RocksSettings.WRITE_BUFFERS)
            .setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_BLOOM_SHARE)
            .setMemtableWholeKeyFiltering(true)
            .setCompressionPerLevel(
                List.of(
                    CompressionType.NO_COMPRESSION,
                    CompressionType.NO_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION))
            .setMaxOpenFiles(settings.filesOpenMax())
            .setMaxBackgroundJobs(BACKGROUND_JOBS)
            .setBytesPerSync(1 << 20)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(INFO_LOGS_KEPT)
            .setMaxLogFileSize(INFO_LOG_BYTES_MAX)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0);
    database.setTablePropertiesCollectorFactory(
        List.of(
            held(
                TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                    GONE_WINDOW, GONE_MAX, 0))));
    read = held(new ReadOptions());
    write = held(new WriteOptions()).setDisableWAL(true);
    flushNow = held(new FlushOptions()).setWaitForFlush(true);
    flushBehind = held(new FlushOptions()).setWaitForFlush(false).setAllowWriteStall(true);
  }

  private <T extends RocksObject> T held(T object) {
    natives.add(object);
    return object;
  }

  @Override
  public void close() {
    natives.reversed().forEach(RocksObject::close);
  }
}
