package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.Authenticator;
import dev.pangaea.regionnode.api.Operations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves a region's operations over HTTP, from {@link #start} to {@link #close}. */
public final class ApiServer implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  /** How many servers of this process asked for a free port: each gets one of its own. */
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final Vertx vertx;
  private final ApiServerSettings settings;
  private final String deployment;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ApiServer(Vertx vertx, ApiServerSettings settings, String deployment, int port) {
    this.vertx = vertx;
    this.settings = settings;
    this.deployment = deployment;
    this.port = port;
  }

  /**
   * Starts serving. Must not be called on an event loop.
   *
   * @param random where request ids come from
   * @throws IOException when the port cannot be had
   */
  public static ApiServer start(
      Vertx vertx,
      ApiServerSettings settings,
      Operations operations,
      Authenticator authenticator,
      MeterRegistry registry,
      SplittableRandom random)
      throws IOException {
    RequestMetrics metrics = new RequestMetrics(registry, operations.byName().keySet());
    Map<String, Router.Route> routes = Router.routes(operations, metrics);
    Router.Route unknown = Router.unknown(metrics);
    AtomicInteger connectionCount = new AtomicInteger();
    ByteBudget budget = new ByteBudget(settings.bodyBytesInFlightMax());
    Gauge.builder("pangaea.api.connections", connectionCount, AtomicInteger::get)
        .description("Open connections")
        .register(registry);
    Gauge.builder("pangaea.api.held.bytes", budget, ByteBudget::held)
        .description("Bytes of bodies and large replies under way")
        .register(registry);
    String health = "healthy: dynamodb." + operations.identity().region() + ".amazonaws.com ";
    SocketAddress address = address(settings);
    CausalHeaders causal = new CausalHeaders(operations.causality(), registry);
    CrossOrigin crossOrigin = new CrossOrigin(settings.origins());
    Queue<LoopShare> shares = new ConcurrentLinkedQueue<>();
    Future<String> deployed =
        vertx.deployVerticle(
            () -> {
              LoopShare share =
                  new LoopShare(
                      settings,
                      address,
                      new Router(routes, unknown, authenticator),
                      causal,
                      crossOrigin,
                      new Envelope(new RequestIds(random.split()), crossOrigin),
                      budget,
                      new Connections(connectionCount, settings),
                      System::nanoTime,
                      health);
              shares.add(share);
              return share;
            },
            new DeploymentOptions().setInstances(settings.eventLoops()));
    String deployment = await(deployed, START_TIMEOUT);
    return new ApiServer(vertx, settings, deployment, shares.element().port());
  }

  /** The port that is served. */
  public int port() {
    return port;
  }

  /**
   * Takes no new connections, lets requests under way be answered, for as long as the settings say,
   * then closes; afterwards the port is free. Must not be called on an event loop.
   */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    await(vertx.undeploy(deployment), settings.drainTimeout().plus(CLOSE_GRACE));
    ClosedPort.await(settings.host(), port);
  }

  /** One for all event loops: they share the server's port, a free one too. */
  private static SocketAddress address(ApiServerSettings settings) {
    return settings.port() == 0
        ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), settings.host())
        : SocketAddress.inetSocketAddress(settings.port(), settings.host());
  }

  private static <T> T await(Future<T> future, Duration timeout) throws IOException {
    try {
      return future.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("the API server did not answer in " + timeout, late);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }
}
