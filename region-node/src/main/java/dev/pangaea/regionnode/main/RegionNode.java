package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.AnyCredentials;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.api.backup.BackupOperations;
import dev.pangaea.regionnode.api.backup.ExportJson;
import dev.pangaea.regionnode.api.backup.ImportJson;
import dev.pangaea.regionnode.api.http.ApiServer;
import dev.pangaea.regionnode.api.http.ApiServerSettings;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.read.PageBounds;
import dev.pangaea.regionnode.api.scaling.ScalingOperations;
import dev.pangaea.regionnode.api.stream.StreamOperations;
import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.RecoverySettings;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.control.ConflictFeed;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.control.HotReader;
import dev.pangaea.regionnode.control.ItemReader;
import dev.pangaea.regionnode.control.LocalRegionView;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.QuarantineReader;
import dev.pangaea.regionnode.control.RecordTail;
import dev.pangaea.regionnode.control.TableDigest;
import dev.pangaea.regionnode.control.http.ControlServer;
import dev.pangaea.regionnode.leader.LeaderBounds;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.metrics.BackupMetrics;
import dev.pangaea.regionnode.metrics.CacheMetrics;
import dev.pangaea.regionnode.metrics.MeteredLeaders;
import dev.pangaea.regionnode.metrics.NodeMetrics;
import dev.pangaea.regionnode.metrics.StatusReader;
import dev.pangaea.regionnode.metrics.ThroughputMetrics;
import dev.pangaea.regionnode.scaler.Scaler;
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
import dev.pangaea.regionnode.throughput.ReplicatedWrites;
import dev.pangaea.regionnode.throughput.Throughputs;
import dev.pangaea.regionnode.topic.run.ChangeTopics;
import dev.pangaea.regionnode.trace.NodeTracing;
import dev.pangaea.regionnode.trigger.http.HttpWorker;
import dev.pangaea.regionnode.trigger.run.Triggers;
import dev.pangaea.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A region node, put together: store, leaders, tables, API and control port over a region's log.
 */
public final class RegionNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionNode.class);

  private final RegionNodeSettings settings;
  private final Store store;
  private final RegionLog logs;
  private final LeaderLoop leaders;
  private final TableLifecycle lifecycle;
  private final RegionBackups backups;
  private final Optional<ConflictFeed> feed;
  private final Followers followers;
  private final StatusReader status;
  private final ApiServer api;
  private final HttpServer control;
  private final MeterRegistry registry;

  private RegionNode(
      RegionNodeSettings settings,
      Store store,
      RegionLog logs,
      LeaderLoop leaders,
      TableLifecycle lifecycle,
      RegionBackups backups,
      Optional<ConflictFeed> feed,
      Followers followers,
      StatusReader status,
      ApiServer api,
      HttpServer control,
      MeterRegistry registry) {
    this.settings = settings;
    this.store = store;
    this.logs = logs;
    this.leaders = leaders;
    this.lifecycle = lifecycle;
    this.backups = backups;
    this.feed = feed;
    this.followers = followers;
    this.status = status;
    this.api = api;
    this.control = control;
    this.registry = registry;
  }

  /**
   * Starts a node. It serves what its store holds at once, and takes writes as soon as it leads;
   * the log need not be there yet. Nothing is left running when it fails.
   *
   * @param logs closed with the node, and if it cannot start
   * @param onFailure told when the node cannot go on: its process must end
   */
  public static RegionNode start(
      Vertx vertx, RegionNodeSettings settings, RegionLog logs, Consumer<Throwable> onFailure)
      throws IOException {
    return start(vertx, settings, logs, NodeClocks.SYSTEM, Optional.empty(), onFailure);
  }

  /**
   * The same with a clock of its own, as for tests of clocks that are wrong.
   *
   * @param wallClock asked by any thread
   * @param tracing which writes are told of, if any are
   */
  public static RegionNode start(
      Vertx vertx,
      RegionNodeSettings settings,
      RegionLog logs,
      InstantSource wallClock,
      Optional<Tracing> tracing,
      Consumer<Throwable> onFailure)
      throws IOException {
    NodeClocks clocks = new NodeClocks(wallClock, NodeClocks.SYSTEM.nanos());
    return start(vertx, settings, logs, clocks, tracing, onFailure);
  }

  /** The same, with a clock of its own by which capacity comes as well. */
  static RegionNode start(
      Vertx vertx,
      RegionNodeSettings settings,
      RegionLog logs,
      NodeClocks clocks,
      Optional<Tracing> tracing,
      Consumer<Throwable> onFailure)
      throws IOException {
    Started started = new Started();
    started.and(logs);
    try {
      return start(vertx, settings, logs, clocks, tracing, onFailure, started);
    } catch (Throwable failure) {
      started.closeAfter(failure);
      throw failure;
    }
  }

  private static RegionNode start(
      Vertx vertx,
      RegionNodeSettings settings,
      RegionLog logs,
      NodeClocks clocks,
      Optional<Tracing> tracing,
      Consumer<Throwable> onFailure,
      Started started)
      throws IOException {
    InstantSource wallClock = clocks.wall();
    SecureRandom random = new SecureRandom();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("region", settings.region().value());
    Catalog catalog = new Catalog(settings.region(), settings.peers());
    RocksStore files =
        started.and(
            RocksStore.open(RocksSettings.at(settings.folder()).withCache(settings.cacheBytes())));
    CacheMetrics.register(registry, files::cacheUse);
    WatchedStore folder = new WatchedStore(files);
    CatalogStore store = new CatalogStore(folder, catalog);
    LeaderLoop leaders =
        new LeaderLoop(
            settings.region(),
            store,
            LeaderBounds.DEFAULT.withAhead(settings.clockAheadMax()),
            new LedgerSettings(
                settings.conflictRetention(), settings.conflictTopic(), LedgerView.indexes()),
            wallClock,
            random::nextLong,
            onFailure);
    started.and(leaders);
    TableNodeSettings tableSettings =
        new TableNodeSettings(
            settings.region(), settings.peers(), settings.partitions(), settings.retention());
    TableLifecycle lifecycle =
        new TableLifecycle(
            tableSettings, catalog, store, logs, leaders, wallClock, RegionNode::newId);
    started.and(lifecycle);
    TableService tables =
        new TableService(tableSettings, catalog, store, lifecycle, wallClock, RegionNode::newId);
    Optional<NodeTracing> traced =
        tracing.map(of -> new NodeTracing(of, settings.region(), tables));
    Leaders around = traced.<Leaders>map(of -> of.around(leaders)).orElse(leaders);
    RecordTail records = new RecordTail(settings.region(), tables);
    leaders.tap(records);
    Intakes intakes = new Intakes(catalog, store);
    Throughputs throughputs = new Throughputs(clocks.nanos());
    StatusReader status =
        new StatusReader(
            settings.region(),
            logs.address(),
            tables,
            intakes,
            leaders,
            store,
            lifecycle::givenCopies);
    NodeMetrics metrics = new NodeMetrics(registry, status, wallClock);
    ThroughputMetrics used = new ThroughputMetrics(registry, tables, throughputs);
    Identity identity = Identity.of(settings.region(), regions(settings));
    RegionStreams streams = new RegionStreams(settings.region(), tables, store);
    Triggers triggers =
        started.and(
            new Triggers(
                settings.region(),
                tables,
                store,
                leaders,
                streams,
                logs,
                identity::tableArn,
                new HttpWorker(),
                wallClock,
                random::nextDouble,
                settings.retention()));
    Scaler scaler =
        started.and(
            new Scaler(settings.region(), tables, throughputs, wallClock, RegionNode::newId));
    ChangeTopics topics =
        started.and(
            new ChangeTopics(
                settings.region(),
                tables,
                streams,
                logs,
                identity::tableArn,
                settings.retention(),
                wallClock));
    HttpServer control =
        new ControlServer(
                intakes,
                new DeliveryIntake(
                    intakes, around, new ReplicatedWrites(throughputs, tables)::taken),
                lifecycle::askForCopies,
                new QuarantineReader(
                    settings.region(), tables, store, settings.clockAheadMax(), wallClock),
                () -> NodeStatus.ready(leaders.status()),
                status::read,
                new Scrape(registry, metrics, used, triggers, scaler, topics)::text,
                table -> tables.table(table).map(view -> TableDigest.of(store, view)),
                new LocalRegionView(settings.region(), tables, store, leaders),
                new ConflictDesk(tables, store, leaders),
                new ItemReader(settings.region(), tables, store),
                records,
                new HotReader(settings.region(), tables, throughputs))
            .with(triggers)
            .start(vertx, settings.controlHost(), settings.controlPort())
            .await();
    started.and(() -> control.close().await());
    MeteredLeaders metered = new MeteredLeaders(around, registry);
    RegionBackups backups =
        started.and(
            new RegionBackups(
                settings.backups(),
                store,
                leaders,
                tables,
                tables,
                logs,
                settings.peers(),
                wallClock,
                RecoverySettings.of(
                    settings.retention(),
                    Catalog.transactionsLog(settings.region()),
                    scratch -> RocksStore.open(RocksSettings.forAWhile(scratch))),
                () -> new ExportJson(identity),
                ImportJson::new,
                DiskRoom.ofTheSystem()));
    BackupMetrics.register(registry, backups);
    Operations plain =
        Operations.of(identity, tables, store, metered, PageBounds.DEFAULT, throughputs)
            .and(BackupOperations.byName(identity, tables, tables, store, backups))
            .and(StreamOperations.byName(identity, tables, streams, leaders, wallClock))
            .and(ScalingOperations.byName(identity, tables, tables, wallClock));
    Operations operations = traced.map(of -> of.around(plain)).orElse(plain);
    folder.onMove(
        partition -> {
          operations.causality().moved(partition);
          streams.moved(partition);
        });
    ApiServer api =
        ApiServer.start(
            vertx,
            ApiServerSettings.of(settings.apiHost(), settings.apiPort())
                .allowing(settings.origins()),
            operations,
            new AnyCredentials(),
            registry,
            new SplittableRandom(random.nextLong()));
    started.and(api);
    store.onChange(lifecycle::look);
    leaders.start();
    lifecycle.start();
    backups.start();
    Followers followers = new Followers(triggers, scaler, topics);
    followers.start();
    Optional<ConflictFeed> feed =
        settings.conflictTopic()
            ? Optional.of(
                started.and(
                    new ConflictFeed(
                        settings.region(), logs, store, leaders, settings.conflictRetention())))
            : Optional.empty();
    feed.ifPresent(ConflictFeed::start);
    return new RegionNode(
        settings, store, logs, leaders, lifecycle, backups, feed, followers, status, api, control,
        registry);
  }

  public RegionName region() {
    return settings.region();
  }

  public int apiPort() {
    return api.port();
  }

  public int controlPort() {
    return control.actualPort();
  }

  Scaler scaler() {
    return followers.scaler();
  }

  public NodeStatus status() {
    return status.read();
  }

  /** How many requests that write have succeeded since the start. */
  public double writes() {
    return registry.find("pangaea.api.request").tag("outcome", "success").timers().stream()
        .filter(timer -> Operations.writesItems(timer.getId().getTag("operation")))
        .mapToDouble(Timer::count)
        .sum();
  }

  /**
   * Answers what is under way, then stops. What was acknowledged is in the log; the store follows
   * it again at the next start.
   */
  @Override
  public void close() {
    try {
      api.close();
    } catch (IOException slow) {
      LOG.warn("{}: some requests were not answered before the end", settings.region(), slow);
    }
    control.close().await();
    feed.ifPresent(ConflictFeed::close);
    followers.close();
    backups.close();
    lifecycle.close();
    leaders.close();
    logs.close();
    store.close();
  }

  /** Of tables, and of what is done to them. */
  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static List<RegionName> regions(RegionNodeSettings settings) {
    List<RegionName> regions = new ArrayList<>(settings.peers());
    regions.add(settings.region());
    regions.sort(null);
    return regions;
  }
}
