package dev.pangaea.replicator.deliver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryCodec;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcomeCodec;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.replicator.deliver.NodeUnavailableException;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.RegionModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpTargetNodeTest {
  private final LogBook book = new LogBook("orders", 0).newLeader().writes(3);
  private final RegionModel region = new RegionModel().wants("orders", book.partition());
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicReference<List<Intake>> stuck = new AtomicReference<>(List.of());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private URI control;
  private HttpTargetNode node;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/replication/intakes", this::intakes);
    server.createContext("/replication/deliveries", this::deliveries);
    server.createContext("/replication/copies", this::copies);
    server.setExecutor(threads);
    server.start();
    control = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    node = new HttpTargetNode(control, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    answers.countDown();
    node.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void copies(HttpExchange exchange) throws IOException {
    stuck.set(IntakeCodec.decode(Bytes.owning(exchange.getRequestBody().readAllBytes())));
    answer(exchange, 200, Bytes.EMPTY);
  }

  private void intakes(HttpExchange exchange) throws IOException {
    boolean known = exchange.getRequestURI().getQuery().equals("source=us-east-1");
    answer(exchange, known ? 200 : 404, IntakeCodec.encode(region.intakes()));
  }

  private void deliveries(HttpExchange exchange) throws IOException {
    List<Delivery> batch =
        DeliveryCodec.decode(Bytes.owning(exchange.getRequestBody().readAllBytes()));
    switch (batch.getFirst().table()) {
      case "down" -> answer(exchange, 503, Bytes.EMPTY);
      case "nonsense" -> answer(exchange, 200, Bytes.copyOf((byte) 1, (byte) 77));
      case "too few" -> answer(exchange, 200, DeliveryOutcomeCodec.encode(List.of()));
      case "stops in the middle" -> {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        stall();
      }
      case "never" -> {
        stall();
        exchange.close();
      }
      case String table ->
          answer(
              exchange,
              200,
              DeliveryOutcomeCodec.encode(batch.stream().map(region::take).toList()));
    }
  }

  private void stall() {
    try {
      assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, Bytes body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length() == 0 ? -1 : body.length());
      exchange.getResponseBody().write(body.toArray());
    }
  }

  private Delivery delivery(String table) {
    Progress standing = region.standing(book.partition());
    return new Delivery(table, 0, standing.position(), standing, book.shipped());
  }

  @Test
  void saysWhereTheRegionIsStuck() throws NodeUnavailableException {
    node.askForCopies(region.intakes());

    assertThat(stuck.get()).isEqualTo(region.intakes());
  }

  @Test
  void learnsWhatTheRegionTakesIn() throws NodeUnavailableException {
    assertThat(node.intakes(LogBook.SOURCE)).isEqualTo(region.intakes());
  }

  @Test
  void handsDeliveriesOverAndBringsTheirOutcomes() throws NodeUnavailableException {
    List<DeliveryOutcome> outcomes = node.deliver(List.of(delivery("orders"), delivery("orders")));

    assertThat(outcomes).hasSize(2).first().isInstanceOf(DeliveryOutcome.Taken.class);
    assertThat(region.taken(book.partition())).startsWith(book.shipped().getFirst());
  }

  @Test
  void aNodeThatDoesNotAnswerWellIsUnavailable() {
    try (HttpTargetNode impatient = new HttpTargetNode(control, Duration.ofSeconds(1))) {
      for (String table : List.of("down", "nonsense", "too few", "never", "stops in the middle")) {
        assertThatThrownBy(() -> impatient.deliver(List.of(delivery(table))))
            .as(table)
            .isInstanceOf(NodeUnavailableException.class);
      }
    }
    assertThatThrownBy(() -> node.intakes(LogBook.TARGET))
        .isInstanceOf(NodeUnavailableException.class);
  }

  @Test
  void aNodeThatIsNotThereIsUnavailable() {
    server.stop(0);

    assertThatThrownBy(() -> node.intakes(LogBook.SOURCE))
        .isInstanceOf(NodeUnavailableException.class);
  }
}
