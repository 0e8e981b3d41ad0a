package dev.pangaea.simulator.link.http;

import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkException;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.scenario.Scenarios;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The control server of a proxy's links. Anyone who reaches its port controls the links, so it
 * belongs on the loopback interface or a closed network; browsers are refused, as a page of any
 * origin could else send requests to it.
 */
public final class LinkControl implements AutoCloseable {
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final int IDLE_SECONDS_MAX = 60;

  /**
   * So many requests are answered at once. Those that wait for a scenario leave room for others.
   */
  static final int ANSWERED_MAX = 2 * ScenariosResource.WAITING_MAX;

  private static final String TEXT = "text/plain; charset=utf-8";

  private final Vertx vertx;
  private final Scenarios scenarios;
  private final ControlApi api;
  private final HttpServer server;

  /** Some answers wait, so they hold up no thread of the server's. */
  private final ExecutorService answering =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("link-control-", 0).factory());

  private final Semaphore room = new Semaphore(ANSWERED_MAX);

  private LinkControl(Vertx vertx, LinkProxy links, Supplier<String> metrics) {
    this.vertx = vertx;
    this.scenarios = Scenarios.of(links);
    this.api = new ControlApi(links, scenarios, metrics);
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setHttp2ClearTextEnabled(false));
    server.requestHandler(this::receive);
  }

  /**
   * Starts listening, and waits until it does: not to be called on an event loop.
   *
   * @param metrics what {@code GET /metrics} answers, in Prometheus' text format
   */
  public static LinkControl start(
      Vertx vertx, LinkProxy links, Supplier<String> metrics, Address listen) {
    LinkControl control = new LinkControl(vertx, links, metrics);
    String host = listen.host().isEmpty() ? "0.0.0.0" : listen.host();
    try {
      await(control.server.listen(listen.port(), host));
      return control;
    } catch (CompletionException failure) {
      control.scenarios.close();
      control.answering.close();
      throw new LinkException(
          LinkException.Reason.CANNOT_LISTEN,
          "link control cannot listen on " + listen + ": " + failure.getCause().getMessage(),
          failure.getCause());
    }
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    await(server.close());
    scenarios.close();
    answering.close();
  }

  private void receive(HttpServerRequest request) {
    if (request.headers().get("User-Agent") instanceof String agent
        && agent.startsWith("Mozilla/")) {
      refuse(request, 403, "User agent not allowed");
    } else if (fromElsewhere(request)) {
      refuse(request, 403, "Origin not allowed");
    } else {
      collect(request);
    }
  }

  private static boolean fromElsewhere(HttpServerRequest request) {
    String origin = request.headers().get("Origin");
    return origin != null && !origin.equals("http://" + request.headers().get("Host"));
  }

  private void collect(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > BODY_BYTES_MAX) {
            request.handler(_ -> {});
            request.endHandler(_ -> {});
            refuse(request, 413, "body too large");
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(_ -> answer(request, body.toString()));
  }

  private void answer(HttpServerRequest request, String body) {
    String method = request.method().name();
    String path = request.path();
    String query = Objects.requireNonNullElse(request.query(), "");
    Context context = vertx.getOrCreateContext();
    if (!room.tryAcquire()) {
      send(request, Reply.error(503, "too many requests are answered just now"));
      return;
    }
    answering.execute(
        () -> {
          try {
            Reply reply = api.answer(method, path, query, body);
            context.runOnContext(_ -> send(request, reply));
          } finally {
            room.release();
          }
        });
  }

  private static void send(HttpServerRequest request, Reply reply) {
    request.response().setStatusCode(reply.status());
    if (!reply.contentType().isEmpty()) {
      request.response().putHeader("Content-Type", reply.contentType());
    }
    request.response().end(reply.body());
  }

  private static void refuse(HttpServerRequest request, int status, String sentence) {
    send(request, Reply.text(status, TEXT, sentence + "\n"));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
