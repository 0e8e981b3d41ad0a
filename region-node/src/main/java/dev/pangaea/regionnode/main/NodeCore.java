package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.backup.ExportJson;
import dev.pangaea.regionnode.api.backup.ImportJson;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.RecoverySettings;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.leader.LeaderBounds;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.metrics.StatusReader;
import dev.pangaea.regionnode.store.CacheUse;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.store.rocksdb.RocksSettings;
import dev.pangaea.regionnode.store.rocksdb.RocksStore;
import dev.pangaea.regionnode.stream.RegionStreams;
import dev.pangaea.regionnode.table.Catalog;
import dev.pangaea.regionnode.table.CatalogStore;
import dev.pangaea.regionnode.table.Intakes;
import dev.pangaea.regionnode.table.LedgerView;
import dev.pangaea.regionnode.table.TableLifecycle;
import dev.pangaea.regionnode.table.TableNodeSettings;
import dev.pangaea.regionnode.table.TableService;
import dev.pangaea.regionnode.throughput.Throughputs;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a node keeps and decides, whoever asks: its store, leaders and tables over the region's log,
 * their streams and backups. What follows it and where it is asked get what the methods hand out,
 * and close none of it; the rest is its own.
 */
final class NodeCore implements AutoCloseable {
  private final RegionNodeSettings settings;
  private final RegionLog logs;
  private final NodeClocks clocks;
  private final SecureRandom random = new SecureRandom();
  private final Identity identity;
  private final RocksStore files;
  private final WatchedStore watched;
  private final CatalogStore store;
  private final LeaderLoop leaders;
  private final TableLifecycle lifecycle;
  private final TableService tables;
  private final Intakes intakes;
  private final RegionStreams streams;
  private final Throughputs throughputs;
  private final RegionBackups backups;
  private final StatusReader status;

  /**
   * @param onFailure told when the node cannot go on
   * @param started is told of each part that must be closed if the node does not come up
   */
  NodeCore(
      RegionNodeSettings settings,
      RegionLog logs,
      NodeClocks clocks,
      Consumer<Throwable> onFailure,
      Started started)
      throws IOException {
    this.settings = settings;
    this.logs = logs;
    this.clocks = clocks;
    identity = Identity.of(settings.region(), regions(settings));
    Catalog catalog = new Catalog(settings.region(), settings.peers());
    files =
        started.and(
            RocksStore.open(RocksSettings.at(settings.folder()).withCache(settings.cacheBytes())));
    watched = new WatchedStore(files);
    store = new CatalogStore(watched, catalog);
    leaders =
        started.and(
            new LeaderLoop(
                settings.region(),
                store,
                LeaderBounds.DEFAULT.withAhead(settings.clockAheadMax()),
                new LedgerSettings(
                    settings.conflictRetention(), settings.conflictTopic(), LedgerView.indexes()),
                clocks.wall(),
                random::nextLong,
                onFailure));
    TableNodeSettings tableSettings =
        new TableNodeSettings(
            settings.region(), settings.peers(), settings.partitions(), settings.retention());
    lifecycle =
        started.and(
            new TableLifecycle(
                tableSettings, catalog, store, logs, leaders, clocks.wall(), NodeCore::newId));
    tables =
        new TableService(tableSettings, catalog, store, lifecycle, clocks.wall(), NodeCore::newId);
    intakes = new Intakes(catalog, store);
    streams = new RegionStreams(settings.region(), tables, store);
    throughputs = new Throughputs(clocks.nanos());
    backups =
        started.and(
            new RegionBackups(
                settings.backups(),
                store,
                leaders,
                tables,
                tables,
                logs,
                settings.peers(),
                clocks.wall(),
                RecoverySettings.of(
                    settings.retention(),
                    Catalog.transactionsLog(settings.region()),
                    scratch -> RocksStore.open(RocksSettings.forAWhile(scratch))),
                () -> new ExportJson(identity),
                ImportJson::new,
                DiskRoom.ofTheSystem()));
    status =
        new StatusReader(
            settings.region(),
            logs.address(),
            tables,
            intakes,
            leaders,
            store,
            lifecycle::givenCopies);
  }

  /** Begins to lead, once all that listens to it is there. */
  void start() {
    store.onChange(lifecycle::look);
    leaders.start();
    lifecycle.start();
    backups.start();
  }

  RegionNodeSettings settings() {
    return settings;
  }

  Identity identity() {
    return identity;
  }

  /** Asked by any thread. */
  InstantSource clock() {
    return clocks.wall();
  }

  /** Any thread may draw. */
  RandomGenerator random() {
    return random;
  }

  Store store() {
    return store;
  }

  LeaderLoop leaders() {
    return leaders;
  }

  TableService tables() {
    return tables;
  }

  RegionStreams streams() {
    return streams;
  }

  Throughputs throughputs() {
    return throughputs;
  }

  /** For those who write topics of their own. */
  RegionLog logs() {
    return logs;
  }

  /** Which partitions of other regions' logs this one takes in. */
  Intakes intakes() {
    return intakes;
  }

  RegionBackups backups() {
    return backups;
  }

  StatusReader status() {
    return status;
  }

  CacheUse cacheUse() {
    return files.cacheUse();
  }

  /** As {@link TableLifecycle#askForCopies}. */
  void askForCopies(List<Intake> stuck) {
    lifecycle.askForCopies(stuck);
  }

  /** As {@link WatchedStore#onMove}: for one listener, which must not block. */
  void onMove(Consumer<PartitionId> listener) {
    watched.onMove(listener);
  }

  /** The log and the store last. */
  @Override
  public void close() {
    backups.close();
    lifecycle.close();
    leaders.close();
    logs.close();
    store.close();
  }

  /** Of tables, and of what is done to them. */
  static String newId() {
    return UUID.randomUUID().toString();
  }

  private static List<RegionName> regions(RegionNodeSettings settings) {
    List<RegionName> regions = new ArrayList<>(settings.peers());
    regions.add(settings.region());
    regions.sort(null);
    return regions;
  }
}
