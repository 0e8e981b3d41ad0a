package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.AnyCredentials;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.api.backup.BackupOperations;
import dev.pangaea.regionnode.api.http.ApiServer;
import dev.pangaea.regionnode.api.http.ApiServerSettings;
import dev.pangaea.regionnode.api.read.PageBounds;
import dev.pangaea.regionnode.api.scaling.ScalingOperations;
import dev.pangaea.regionnode.api.stream.StreamOperations;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.control.HotReader;
import dev.pangaea.regionnode.control.ItemReader;
import dev.pangaea.regionnode.control.LocalRegionView;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.QuarantineReader;
import dev.pangaea.regionnode.control.RecordTail;
import dev.pangaea.regionnode.control.TableDigest;
import dev.pangaea.regionnode.control.http.ControlServer;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.metrics.MeteredLeaders;
import dev.pangaea.regionnode.throughput.ReplicatedWrites;
import dev.pangaea.regionnode.trace.NodeTracing;
import dev.pangaea.regionnode.trigger.run.Triggers;
import dev.pangaea.trace.Tracing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a node is asked: the API by its clients, the control port by its own. */
record NodePorts(RegionName region, ApiServer api, HttpServer control) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodePorts.class);

  static NodePorts start(
      Vertx vertx,
      NodeCore core,
      Followers followers,
      Optional<Tracing> tracing,
      PrometheusMeterRegistry registry,
      Started started)
      throws IOException {
    Optional<NodeTracing> traced =
        tracing.map(of -> new NodeTracing(of, core.settings().region(), core.tables()));
    Leaders leaders = traced.<Leaders>map(of -> of.around(core.leaders())).orElse(core.leaders());
    Scrape scrape = new Scrape(registry, core, followers);
    HttpServer control = control(vertx, core, followers.triggers(), leaders, scrape);
    started.and(() -> control.close().await());
    Operations plain = operations(core, new MeteredLeaders(leaders, registry));
    Operations operations = traced.map(of -> of.around(plain)).orElse(plain);
    core.onMove(
        partition -> {
          operations.causality().moved(partition);
          core.streams().moved(partition);
        });
    ApiServer api =
        started.and(
            ApiServer.start(
                vertx,
                ApiServerSettings.of(core.settings().apiHost(), core.settings().apiPort())
                    .allowing(core.settings().origins()),
                operations,
                new AnyCredentials(),
                registry,
                new SplittableRandom(core.random().nextLong())));
    return new NodePorts(core.settings().region(), api, control);
  }

  private static HttpServer control(
      Vertx vertx, NodeCore core, Triggers triggers, Leaders leaders, Scrape scrape) {
    RegionNodeSettings settings = core.settings();
    RegionName region = settings.region();
    RecordTail records = new RecordTail(region, core.tables());
    core.leaders().tap(records);
    ReplicatedWrites replicated = new ReplicatedWrites(core.throughputs(), core.tables());
    return new ControlServer(
            core.intakes(),
            new DeliveryIntake(core.intakes(), leaders, replicated::taken),
            core::askForCopies,
            new QuarantineReader(
                region, core.tables(), core.store(), settings.clockAheadMax(), core.clock()),
            () -> NodeStatus.ready(core.leaders().status()),
            core.status()::read,
            scrape::text,
            table -> core.tables().table(table).map(view -> TableDigest.of(core.store(), view)),
            new LocalRegionView(region, core.tables(), core.store(), core.leaders()),
            new ConflictDesk(core.tables(), core.store(), core.leaders()),
            new ItemReader(region, core.tables(), core.store()),
            records,
            new HotReader(region, core.tables(), core.throughputs()))
        .with(triggers)
        .start(vertx, settings.controlHost(), settings.controlPort())
        .await();
  }

  private static Operations operations(NodeCore core, Leaders leaders) {
    InstantSource clock = core.clock();
    return Operations.of(
            core.identity(),
            core.tables(),
            core.store(),
            leaders,
            PageBounds.DEFAULT,
            core.throughputs())
        .and(
            BackupOperations.byName(
                core.identity(), core.tables(), core.tables(), core.store(), core.backups()))
        .and(
            StreamOperations.byName(
                core.identity(), core.tables(), core.streams(), core.leaders(), clock))
        .and(ScalingOperations.byName(core.identity(), core.tables(), core.tables(), clock));
  }

  /** Answers what is under way first. */
  @Override
  public void close() {
    try {
      api.close();
    } catch (IOException slow) {
      LOG.warn("{}: some requests were not answered before the end", region, slow);
    }
    control.close().await();
  }
}
