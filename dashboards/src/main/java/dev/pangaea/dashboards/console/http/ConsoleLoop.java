package dev.pangaea.dashboards.console.http;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.Readings;
import dev.pangaea.dashboards.console.Snapshot;
import dev.pangaea.dashboards.console.SnapshotAssembly;
import dev.pangaea.dashboards.console.json.SnapshotJson;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Optional;
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
  private Optional<Snapshot> latest = Optional.empty();
  private boolean asking;
  private Poller poller;
  private volatile int port;

  ConsoleLoop(ConsoleSettings settings, Load load) {
    this.settings = settings;
    this.load = load;
    this.assembly = new SnapshotAssembly(settings.regionNames());
  }

  int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    poller = new Poller(settings, new Calls(vertx));
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false));
    ConsoleRoutes routes = new ConsoleRoutes(settings, load, events, () -> latest);
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
    latest = Optional.of(snapshot);
    events.offer("snapshot", SnapshotJson.of(snapshot));
  }
}
