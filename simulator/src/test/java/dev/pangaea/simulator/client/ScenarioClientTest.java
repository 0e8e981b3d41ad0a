package dev.pangaea.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.simulator.client.ScenarioClient.Standing;
import dev.pangaea.simulator.client.ScenarioClient.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a proxy that answers what the test says. */
@Timeout(60)
class ScenarioClientTest {
  private static final String STEPS =
      """
      {"name":"n","state":"%s","revision":%d,"startedAtMillis":%d,"elapsedMillis":5,"totalMillis":9,"steps":[
      {"atMillis":0,"text":"cut","state":"%s"},{"atMillis":9,"text":"heal","state":"%s"}]}
      """;

  private static final String BUSY = "{\"error\":\"too many wait\",\"status\":503}";

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpCalls calls = new HttpCalls();
  private HttpServer proxy;
  private ScenarioClient client;

  @BeforeEach
  void start() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", this::answer);
    proxy.start();
    client =
        new ScenarioClient(
            calls, URI.create("http://127.0.0.1:" + proxy.getAddress().getPort()), Duration.ZERO);
  }

  @AfterEach
  void close() {
    calls.close();
    proxy.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    String next = answers.remove();
    byte[] answer = next.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(next.equals(BUSY) ? 503 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Test
  void whoFollowsAsksOnceForEachTimeThatItGoesOn() throws Exception {
    answers.add(STEPS.formatted("running", 7, 1, "waiting", "waiting"));
    answers.add(STEPS.formatted("running", 7, 1, "waiting", "waiting"));
    answers.add(STEPS.formatted("running", 8, 1, "done", "waiting"));
    answers.add(STEPS.formatted("done", 9, 1, "done", "done"));
    List<String> taken = new ArrayList<>();
    Standing end = client.follow(client.start("n", ""), step -> taken.add(step.text()));
    assertThat(end.done()).isTrue();
    assertThat(taken).containsExactly("cut", "heal");
    assertThat(asked)
        .containsExactly(
            "POST /scenarios/n",
            "GET /scenarios?after=7&waitMillis=20000",
            "GET /scenarios?after=7&waitMillis=20000",
            "GET /scenarios?after=8&waitMillis=20000");
  }

  @Test
  void anotherScenarioIsNotFollowed() throws Exception {
    answers.add(STEPS.formatted("running", 1, 1, "done", "waiting"));
    answers.add(STEPS.formatted("running", 3, 2, "done", "waiting"));
    Standing started = client.start("n", "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.follow(started, step -> {}))
        .withMessageContaining("another scenario was started: n");
  }

  @Test
  void aProxyThatWasRestartedIsToldAsThat() throws Exception {
    answers.add(STEPS.formatted("running", 7, 1, "done", "waiting"));
    answers.add(
        "{\"name\":\"\",\"state\":\"none\",\"revision\":0,\"startedAtMillis\":null,\"steps\":[]}");
    Standing started = client.start("n", "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.follow(started, step -> {}))
        .withMessageContaining("link control was restarted");
  }

  @Test
  void whoMayNotWaitAsksNowAndThen() throws Exception {
    answers.add(STEPS.formatted("running", 7, 1, "waiting", "waiting"));
    answers.add(BUSY);
    answers.add(BUSY);
    answers.add(STEPS.formatted("running", 8, 1, "done", "waiting"));
    answers.add(STEPS.formatted("done", 9, 1, "done", "done"));
    List<String> taken = new ArrayList<>();
    Standing end = client.follow(client.start("n", ""), step -> taken.add(step.text()));
    assertThat(end.done()).isTrue();
    assertThat(taken).containsExactly("cut", "heal");
    assertThat(asked)
        .containsExactly(
            "POST /scenarios/n",
            "GET /scenarios?after=7&waitMillis=20000",
            "GET /scenarios",
            "GET /scenarios",
            "GET /scenarios?after=8&waitMillis=20000");
  }

  @Test
  void aProxyThatHasTooMuchToDoAllTheTimeIsGivenUp() throws Exception {
    answers.add(STEPS.formatted("running", 7, 1, "waiting", "waiting"));
    answers.addAll(Collections.nCopies(1 + ScenarioClient.BUSY_MAX, BUSY));
    Standing started = client.start("n", "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.follow(started, step -> {}))
        .withMessageContaining("too many wait");
    assertThat(answers).isEmpty();
  }

  @Test
  void aProxyThatCannotBeWaitedForIsNotAskedOverAndOver() throws Exception {
    answers.add(STEPS.formatted("running", 1, 1, "done", "waiting").replace("\"revision\":1,", ""));
    Standing started = client.start("n", "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.follow(started, step -> {}))
        .withMessageContaining("earlier version");
    assertThat(asked).hasSize(1);
  }

  @Test
  void whoFollowsIsInterruptedAtOnce() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    proxy.removeContext("/");
    proxy.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            answers.add(STEPS.formatted("running", 1, 1, "done", "waiting"));
            answer(exchange);
          } else {
            waiting.countDown();
            await(over);
            exchange.close();
          }
        });
    Standing started = client.start("n", "");
    CompletableFuture<Standing> end = new CompletableFuture<>();
    Thread following = Thread.ofVirtual().start(() -> follow(started, end));
    try {
      waiting.await();
      following.interrupt();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(end::get)
          .withCauseInstanceOf(InterruptedException.class);
    } finally {
      over.countDown();
    }
  }

  private void follow(Standing started, CompletableFuture<Standing> end) {
    try {
      end.complete(client.follow(started, ScenarioClientTest::ignored));
    } catch (IOException | InterruptedException failure) {
      end.completeExceptionally(failure);
    }
  }

  private static void ignored(Step step) {}

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
