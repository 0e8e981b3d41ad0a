package dev.pangaea.dashboards.console.http;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.Readings;
import dev.pangaea.dashboards.console.Snapshot;
import dev.pangaea.dashboards.console.SnapshotAssembly;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's thread: everything that it remembers is confined to it. */
final class ConsoleLoop extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleLoop.class);
  private static final long ROUND_MILLIS = 1000;
  private static final int IDLE_SECONDS_MAX = 60;

  private final ConsoleSettings settings;
  private final Load load;
  private final SnapshotAssembly assembly;
  private final EventStreams events = new EventStreams();
  private final Shown shown;
  private boolean asking;
  private Poller poller;
  private ConflictFeed conflicts;
  private volatile int port;

  ConsoleLoop(ConsoleSettings settings, Load load) {
    this.settings = settings;
    this.load = load;
    this.assembly = new SnapshotAssembly(settings.regionNames());
    this.shown = new Shown(settings, load, events);
  }

  int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    // Connections of their own: nothing that a person waits for holds up a round.
    Regions regions = new Regions(settings, new Calls(vertx));
    poller = new Poller(settings, new Calls(vertx));
    conflicts = new ConflictFeed(regions, events);
    ConsoleRoutes routes = routes(regions);
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false));
    Guard guard = new Guard(settings.bind());
    server.requestHandler(
        request -> {
          Guard.shield(request.response());
          guard
              .refusal(request)
              .ifPresentOrElse(
                  reason -> Replies.refuse(request.response(), 403, reason),
                  () -> routes.answer(vertx, request));
        });
    return server
        .listen(settings.port(), settings.bind())
        .onSuccess(
            listening -> {
              port = listening.actualPort();
              look();
              vertx.setPeriodic(ROUND_MILLIS, _ -> look());
            });
  }

  private ConsoleRoutes routes(Regions regions) {
    TableList tables = new TableList(regions, shown::tables);
    return new ConsoleRoutes(
        shown,
        regions,
        new LinkActions(regions),
        new ItemActions(regions),
        tables,
        new ConflictActions(regions, conflicts, new MadeConflict(regions, tables)),
        new LoadActions(vertx, load, regions, shown::tables),
        new RecordRelay(vertx));
  }

  @Override
  public Future<?> stop() {
    events.close();
    return Future.succeededFuture();
  }

  /** One round after the other: one that takes long leaves out the next. */
  private void look() {
    if (!asking) {
      asking = true;
      poller
          .round()
          .onSuccess(this::show)
          .onFailure(failure -> LOG.error("a round failed", failure))
          .onComplete(_ -> asking = false);
    }
  }

  private void show(Readings readings) {
    Snapshot snapshot = assembly.next(readings, load.standing());
    shown.show(snapshot);
    conflicts.look(snapshot);
  }
}
