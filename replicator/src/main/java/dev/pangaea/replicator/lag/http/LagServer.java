package dev.pangaea.replicator.lag.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.replicator.lag.ReplicatorStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} for Prometheus, {@code /status} as JSON, and {@code /health}: 200 while
 * all loops run, else 503.
 */
public final class LagServer implements AutoCloseable {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param port zero for a free one
   */
  public LagServer(
      String host,
      int port,
      Supplier<String> metrics,
      Supplier<ReplicatorStatus> status,
      BooleanSupplier healthy)
      throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.setExecutor(threads);
    serve("/metrics", PROMETHEUS, () -> new Page(200, metrics.get()));
    serve("/status", JSON, () -> new Page(200, StatusJson.of(status.get())));
    serve(
        "/health",
        PLAIN,
        () -> healthy.getAsBoolean() ? new Page(200, "ok\n") : new Page(503, "a loop ended\n"));
    server.start();
  }

  private record Page(int status, String text) {}

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(String path, String type, Supplier<Page> pages) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            Page page = here ? pages.get() : new Page(404, "not found\n");
            answer(exchange, here ? type : PLAIN, page);
          }
        });
  }

  private static void answer(HttpExchange exchange, String type, Page page) throws IOException {
    byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(page.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
