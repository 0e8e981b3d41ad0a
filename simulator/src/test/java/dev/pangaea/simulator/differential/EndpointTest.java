package dev.pangaea.simulator.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.regionnode.http.Http1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointTest {
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private final HttpClient http = Http1.client();
  private HttpServer server;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    int port = server.getAddress().getPort();
    endpoint = new Endpoint(URI.create("http://127.0.0.1:" + port + "/"), http);
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @Test
  void whatWasNotTakenInIsSentAgain() throws Exception {
    statuses.addAll(List.of(503, 503, 200));

    assertThat(ask().succeeded()).isTrue();
    assertThat(statuses).isEmpty();
  }

  @Test
  void whatFailedOtherwiseIsAnAnswer() throws Exception {
    statuses.addAll(List.of(500, 200));

    assertThat(ask().succeeded()).isFalse();
    assertThat(statuses).hasSize(1);
  }

  private Answer ask() throws Exception {
    return endpoint.call(new Call("ListTables", new ObjectMapper().createObjectNode()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = "{}".getBytes();
      exchange.sendResponseHeaders(statuses.remove(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
