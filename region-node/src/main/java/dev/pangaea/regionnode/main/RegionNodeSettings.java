package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.http.AllowedOrigins;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.leader.LeaderBounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a region node is set up.
 *
 * @param peers the other regions that tables can have replicas in
 * @param apiPort where applications come; 0 for any free one
 * @param origins whose pages a browser lets talk to the API
 * @param controlPort where replicators, health checks and scrapers come; 0 for any free one
 * @param folder where the store is kept
 * @param cacheBytes how much of the store's files is held in memory for reads
 * @param backups where backups, exports and imports are
 * @param partitions how many partitions a new table has
 * @param retention how long the change logs of tables are kept
 * @param clockAheadMax how far ahead of this node's clock another region's write may be
 * @param conflictRetention how long conflicts stay in the ledger
 * @param conflictTopic whether conflicts are told on a topic
 */
public record RegionNodeSettings(
    RegionName region,
    SortedSet<RegionName> peers,
    String apiHost,
    int apiPort,
    AllowedOrigins origins,
    String controlHost,
    int controlPort,
    Path folder,
    long cacheBytes,
    BackupFolders backups,
    int partitions,
    Duration retention,
    Duration clockAheadMax,
    Duration conflictRetention,
    boolean conflictTopic) {
  /** Few: what a partition gathers while an append is under way shares one record. */
  public static final int PARTITIONS = 4;

  public static final int CACHE_MIB = 64;
  public static final long CACHE_BYTES = (long) CACHE_MIB << 20;

  public static final Duration RETENTION = Duration.ofDays(7);
  public static final Duration CLOCK_AHEAD_MAX = LeaderBounds.DEFAULT.ahead();

  public RegionNodeSettings {
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("a cache has no bytes or more: " + cacheBytes);
    }
    peers = Collections.unmodifiableSortedSet(new TreeSet<>(peers));
  }
}
