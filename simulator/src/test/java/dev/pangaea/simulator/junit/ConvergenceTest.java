package dev.pangaea.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.junit.running.RegionPlace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a region that answers what the test says. */
class ConvergenceTest {
  private static final String FAILURE = "{\"__type\":\"InternalServerError\"}";
  private static final String TABLES = "{\"TableNames\":[\"t\"]}";
  private static final String NONE = "{\"__type\":\"a#ResourceNotFoundException\"}";

  private static final String TABLE = "{\"Table\":{\"TableName\":\"t\"}}";
  private static final String DIGEST = "{\"items\":1,\"seenByTombstones\":[{}]}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger unread = new AtomicInteger();
  private final HttpCalls calls = new HttpCalls();
  private HttpServer node;
  private Convergence convergence;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
    URI place = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    convergence =
        new Convergence(calls, List.of(new RegionPlace("us-east-1", place, place, "none")));
  }

  @AfterEach
  void close() {
    calls.close();
    node.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().equals("/digest")) {
      boolean reads = unread.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
      send(exchange, reads ? 200 : 503, reads ? DIGEST : "this cannot be read now");
      return;
    }
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String answer = answers.get(target.substring(target.indexOf('.') + 1));
    send(exchange, answer.equals(FAILURE) ? 500 : answer.equals(NONE) ? 400 : 200, answer);
  }

  private static void send(HttpExchange exchange, int status, String answer) throws IOException {
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void whatARegionFailsToTellKeepsThemFromHavingConverged() {
    answers.put("ListTables", FAILURE);
    assertFails("us-east-1 answers ListTables with status 500");
    answers.put("ListTables", TABLES);
    answers.put("DescribeTable", FAILURE);
    assertFails("us-east-1 answers DescribeTable with status 500");
  }

  @Test
  void aTableThatIsGoneMeanwhileDoesNot() {
    answers.put("ListTables", TABLES);
    answers.put("DescribeTable", NONE);
    convergence.await(Duration.ZERO);
  }

  @Test
  void aRegionThatCannotReadItsTableNowIsAskedAgain() {
    answers.put("ListTables", TABLES);
    answers.put("DescribeTable", TABLE);
    unread.set(1);
    assertFails("table t differs: {us-east-1=503 this cannot be read now}");
    unread.set(2);
    convergence.await(Duration.ofMinutes(1));
    assertThat(unread).hasValue(0);
  }

  private void assertFails(String reason) {
    assertThatThrownBy(() -> convergence.await(Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the regions have not converged within PT0S: " + reason);
  }
}
