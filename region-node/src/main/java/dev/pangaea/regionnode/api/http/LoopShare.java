package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of the server: its connections, and what they need for each request. */
final class LoopShare extends VerticleBase {
  static final Failure OVERLOADED =
      Failure.of(
          ErrorKind.THROTTLING, "The requests under way hold too many bytes. Try again later.");

  private static final Logger LOG = LoggerFactory.getLogger(LoopShare.class);
  private static final long SWEEP_MILLIS = 500;

  /** Replies above this size count against the budget until they are sent. */
  private static final int LARGE_REPLY_BYTES = 64 * 1024;

  private final ApiServerSettings settings;
  private final SocketAddress address;
  private final Router router;
  private final CausalHeaders causal;
  private final CrossOrigin crossOrigin;
  private final Envelope envelope;
  private final ByteBudget budget;
  private final Connections connections;
  private final LongSupplier nanoClock;
  private final String healthText;
  private HttpServer server;
  private boolean draining;

  LoopShare(
      ApiServerSettings settings,
      SocketAddress address,
      Router router,
      CausalHeaders causal,
      CrossOrigin crossOrigin,
      Envelope envelope,
      ByteBudget budget,
      Connections connections,
      LongSupplier nanoClock,
      String healthText) {
    this.settings = settings;
    this.address = address;
    this.router = router;
    this.causal = causal;
    this.crossOrigin = crossOrigin;
    this.envelope = envelope;
    this.budget = budget;
    this.connections = connections;
    this.nanoClock = nanoClock;
    this.healthText = healthText;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.closeOverdue(nowNanos()));
    vertx.setPeriodic(CausalHeaders.SWEEP_MILLIS, tick -> causal.expire());
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::opened)
            .requestHandler(this::handle)
            .invalidRequestHandler(this::refuse)
            .exceptionHandler(LoopShare::brokenOff);
    return server.listen(address);
  }

  @Override
  public Future<?> stop() {
    draining = true;
    return server.shutdown(settings.drainTimeout());
  }

  int port() {
    return server.actualPort();
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxHeaderSize(ApiServerSettings.HEADER_BYTES_MAX)
        .setMaxInitialLineLength(ApiServerSettings.HEADER_BYTES_MAX)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setTcpNoDelay(true);
  }

  private void opened(HttpConnection connection) {
    connections.opened(connection, nowNanos());
  }

  private void handle(HttpServerRequest request) {
    new Exchange(this, request, connections.watch(request.connection()), context).begin();
  }

  /** A connection that breaks off, or that is none of HTTP's, is no news. */
  private static void brokenOff(Throwable failed) {
    LOG.debug("A connection broke off", failed);
  }

  private void refuse(HttpServerRequest request) {
    envelope.sendText(request, 400, "", true);
  }

  /** Counts a large reply against the budget while its receiver has not taken it. */
  void holdUntilSent(int bytes, Future<Void> sent) {
    if (bytes > LARGE_REPLY_BYTES) {
      budget.take(bytes);
      sent.onComplete(done -> budget.giveBack(bytes));
    }
  }

  Router router() {
    return router;
  }

  CausalHeaders causal() {
    return causal;
  }

  CrossOrigin crossOrigin() {
    return crossOrigin;
  }

  Envelope envelope() {
    return envelope;
  }

  ByteBudget budget() {
    return budget;
  }

  String healthText() {
    return healthText;
  }

  boolean draining() {
    return draining;
  }

  long nowNanos() {
    return nanoClock.getAsLong();
  }
}
