package dev.pangaea.replicator.lag.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.http.Http1;
import dev.pangaea.replicator.lag.LinkStatus;
import dev.pangaea.replicator.lag.ReplicatorStatus;
import dev.pangaea.replicator.lag.TableStatus;
import dev.pangaea.replicator.plan.Halt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LagServerTest {
  private static final RegionName SOURCE = new RegionName("us-east-1");
  private static final RegionName TARGET = new RegionName("eu-west-1");

  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final HttpClient client = Http1.client();
  private LagServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new LagServer("127.0.0.1", 0, () -> "a_metric 1\n", LagServerTest::status, healthy::get);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private static ReplicatorStatus status() {
    TableStatus.Totals totals = new TableStatus.Totals(9, 1, 2, 3, 4, 5, 6);
    TableStatus busy =
        new TableStatus(
            "orders",
            4,
            Optional.of(new TableStatus.Lag(3.14, 8, 20, 42)),
            120,
            7,
            OptionalLong.of(400),
            1_234,
            OptionalDouble.of(17.25),
            1999.96,
            totals,
            List.of());
    TableStatus halted =
        new TableStatus(
            "halted",
            1,
            Optional.empty(),
            9,
            0,
            OptionalLong.empty(),
            0,
            OptionalDouble.empty(),
            0,
            totals,
            List.of(Halt.LOG_SHORTER));
    LinkStatus link = new LinkStatus(SOURCE, TARGET, 1, 17, 2, false, true, List.of(busy, halted));
    return new ReplicatorStatus(TARGET, List.of(link));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesMetricsAndHealth() throws IOException, InterruptedException {
    assertThat(get("/metrics").body()).isEqualTo("a_metric 1\n");
    assertThat(get("/health").statusCode()).isEqualTo(200);
    healthy.set(false);
    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void servesTheStatusAsJson() throws IOException, InterruptedException {
    HttpResponse<String> response = get("/status");

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .startsWith(
            "{\"target\":\"eu-west-1\",\"links\":[{\"source\":\"us-east-1\",\"target\":\"eu-west-1\","
                + "\"connections\":1,\"lanes\":17,\"reconnects\":2,\"circuitOpen\":false,\"nodeAnswers\":true,"
                + "\"tables\":[{\"table\":\"orders\",\"partitions\":4,\"lagP50Millis\":3.1,"
                + "\"lagP90Millis\":8.0,\"lagP99Millis\":20.0,\"lagMaxMillis\":42.0,\"stalenessMillis\":120,\"backlogRecords\":7,"
                + "\"backlogAgeMillis\":400,\"takenInEntries\":1234,\"backlogFallsPerSecond\":17.3,\"changesPerSecond\":2000.0,"
                + "\"totals\":{\"applied\":9,\"newerHere\":1,\"duplicates\":2,\"conflictsWon\":3,"
                + "\"conflictsLost\":4,\"refused\":5,\"uncounted\":6},\"needsCopy\":[]}")
        .contains("\"lagP50Millis\":null")
        .contains("\"backlogAgeMillis\":null")
        .endsWith("\"needsCopy\":[\"log_shorter\"]}]}]}");
  }

  @Test
  void numbersAreJsonWhateverTheLocale() throws Exception {
    String before = StatusJson.of(status());
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(StatusJson.of(status())).isEqualTo(before);
    } finally {
      Locale.setDefault(usual);
    }
  }
}
