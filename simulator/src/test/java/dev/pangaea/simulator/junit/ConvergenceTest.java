package dev.pangaea.simulator.junit;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a region that answers what the test says. */
class ConvergenceTest {
  private static final String FAILURE = "{\"__type\":\"InternalServerError\"}";
  private static final String TABLES = "{\"TableNames\":[\"t\"]}";
  private static final String NONE = "{\"__type\":\"a#ResourceNotFoundException\"}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
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
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    exchange.getRequestBody().readAllBytes();
    String answer = answers.get(target.substring(target.indexOf('.') + 1));
    int status = answer.equals(FAILURE) ? 500 : answer.equals(NONE) ? 400 : 200;
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

  private void assertFails(String reason) {
    assertThatThrownBy(() -> convergence.await(Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the regions have not converged within PT0S: " + reason);
  }
}
