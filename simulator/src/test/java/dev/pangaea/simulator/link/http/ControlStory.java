package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSettings;
import dev.pangaea.simulator.link.Upstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A control server with no link yet, a server to lead to, and a plain HTTP client. */
final class ControlStory implements AutoCloseable {
  private static final int READ_MILLIS_MAX = 20_000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = Http1.client();
  private final List<Socket> sockets = new ArrayList<>();
  final LinkProxy links;
  final LinkControl control;
  final Upstream upstream = new Upstream();

  ControlStory() throws IOException {
    this(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private ControlStory(PrometheusMeterRegistry registry) throws IOException {
    this(registry, registry::scrape);
  }

  /** One whose metrics are told so. */
  ControlStory(Supplier<String> metrics) throws IOException {
    this(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), metrics);
  }

  private ControlStory(MeterRegistry registry, Supplier<String> metrics) throws IOException {
    links = LinkProxy.start(LinkSettings.DEFAULT, registry);
    control = LinkControl.start(vertx, links, metrics, Address.loopback(0));
  }

  /** What an answer says. */
  record Answer(int status, String body) {
    JsonNode json() throws IOException {
      return new JsonMapper().readTree(body);
    }
  }

  Answer ask(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = request(method, path, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  Answer get(String path) throws Exception {
    return ask("GET", path, "");
  }

  /** Asks, and goes on before there is an answer. */
  CompletableFuture<Answer> asked(String path) {
    return http.sendAsync(request("GET", path, "").build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> new Answer(response.statusCode(), response.body()));
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + path))
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  /** Creates a link by name that leads to the server. */
  Answer create(String name) throws Exception {
    return ask(
        "POST",
        "/proxies",
        "{\"name\":\"%s\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\"}"
            .formatted(name, upstream.address()));
  }

  Socket connect(String link) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), links.link(link).port());
    return kept(client);
  }

  Socket serve() throws Exception {
    return kept(upstream.next());
  }

  private Socket kept(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_MILLIS_MAX);
    sockets.add(socket);
    return socket;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    control.close();
    links.close();
    upstream.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    http.close();
  }
}
