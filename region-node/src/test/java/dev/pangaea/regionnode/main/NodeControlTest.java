package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.regionnode.broker.ClaimedPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** Commands that ask one node, against one that says what the test wants. */
@Timeout(60)
class NodeControlTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private HttpServer node;
  private int status = 200;
  private boolean cut;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
  }

  @AfterEach
  void close() {
    node.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
    if (cut) {
      exchange.getResponseHeaders().add("x-pangaea-cut", "true");
    }
    byte[] answer = "{\"é\":1}\n".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + node.getAddress().getPort();
  }

  private int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void theNodeIsNamedBeforeOrAfterWhatItIsAsked() {
    assertThat(execute(new TriggersCommand(), "--control", url(), "list")).isZero();
    assertThat(execute(new TriggersCommand(), "pause", "a b", "--control=" + url())).isZero();
    assertThat(execute(new ConflictsCommand(), "--control", url(), "show", "id")).isZero();
    assertThat(execute(new ConflictsCommand(), "list", "carts", "--control", url())).isZero();
    assertThat(asked)
        .containsExactly(
            "GET /triggers",
            "PATCH /triggers/a+b {\"enabled\":false}",
            "GET /conflicts/id",
            "GET /conflicts?table=carts");
    assertThat(out.toString()).isEqualTo("{\"é\":1}\n".repeat(4));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aRefusalIsPrintedBesideTheAnswers() {
    status = 409;
    assertThat(execute(new ConflictsCommand(), "--control", url(), "restore", "id")).isEqualTo(1);
    assertThat(execute(new TriggersCommand(), "--control", url(), "delete", "name")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEqualTo("{\"é\":1}\n".repeat(2));
  }

  @Test
  void thatThereMayBeMoreConflictsIsSaidBesideThem() {
    cut = true;
    assertThat(execute(new ConflictsCommand(), "--control", url(), "list", "carts")).isZero();
    assertThat(out.toString()).isEqualTo("{\"é\":1}\n");
    assertThat(err.toString()).contains("go on with --before the last one");
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamed() {
    String nowhere = "http://127.0.0.1:" + ClaimedPort.next();
    assertThat(execute(new TriggersCommand(), "--control", nowhere, "list")).isEqualTo(2);
    assertThat(execute(new ConflictsCommand(), "--control", nowhere, "list", "t")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.equals("no node answers at " + nowhere + ": nobody listens there"));
  }

  @Test
  void theOptionIsExplainedByEachCommand() {
    assertThat(execute(new TriggersCommand(), "--help")).isZero();
    assertThat(execute(new ConflictsCommand(), "--help")).isZero();
    assertThat(out.toString().lines().filter(line -> line.contains("--control=URL"))).hasSize(4);
  }
}
