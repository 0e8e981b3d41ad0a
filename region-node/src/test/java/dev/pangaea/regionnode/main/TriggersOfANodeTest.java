package dev.pangaea.regionnode.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import dev.pangaea.regionnode.trigger.json.JsonValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Triggers of a whole node, with a worker over HTTP. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class TriggersOfANodeTest extends StreamedNode {
  private static final long LOOK_NANOS = 5_000_000;

  private final HttpClient http = Http1.client();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile Function<Told, String> worker = any -> "200 ";
  private HttpServer server;

  /** A call as the worker got it. */
  private record Told(Map<String, String> headers, JsonValue.Members body) {
    List<JsonValue.Members> records() {
      return ((JsonValue.Array) body.values().get("Records"))
          .elements().stream().map(JsonValue.Members.class::cast).toList();
    }
  }

  @BeforeEach
  void startWorker() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> headers =
              Map.of(
                  "attempt", exchange.getRequestHeaders().getFirst("x-pangaea-attempt"),
                  "trigger", exchange.getRequestHeaders().getFirst("x-pangaea-trigger"));
          Told call =
              new Told(
                  headers,
                  (JsonValue.Members) JsonValues.read(exchange.getRequestBody().readAllBytes()));
          String answer = worker.apply(call);
          told.add(call);
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          byte[] body = answer.substring(4).getBytes(UTF_8);
          exchange.sendResponseHeaders(
              Integer.parseInt(answer.substring(0, 3)), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopWorker() {
    server.stop(0);
    http.close();
  }

  @Test
  void aWorkerGetsEveryWriteAsLambdaTellsIt() throws Exception {
    createTable();
    create("mail", "");
    put("a", "open");
    put("a", "paid");
    await(() -> values().size() == 2);
    assertThat(values()).containsExactly("open", "paid");
    Told first = told.getFirst();
    assertThat(first.headers()).containsEntry("trigger", "mail").containsEntry("attempt", "1");
    JsonValue.Members record = first.records().getFirst();
    assertThat(record.values().keySet())
        .containsExactlyInAnyOrder(
            "eventID",
            "eventName",
            "eventVersion",
            "eventSource",
            "awsRegion",
            "dynamodb",
            "eventSourceARN");
    assertThat(text(record, "eventSource")).isEqualTo("aws:dynamodb");
    assertThat(text(record, "eventSourceARN"))
        .startsWith("arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/");
    assertThat(((JsonValue.Members) record.values().get("dynamodb")).values().keySet())
        .containsExactlyInAnyOrder(
            "ApproximateCreationDateTime",
            "Keys",
            "NewImage",
            "SequenceNumber",
            "SizeBytes",
            "StreamViewType");
    await(() -> status("mail").contains("\"delivered\":2"));
    await(
        () ->
            ask("GET", "/metrics", "").body().contains("pangaea_trigger_delivered_records_total"));
  }

  @Test
  void whatFailedComesAgainAndWhatIsGivenUpIsADeadLetter() throws Exception {
    createTable();
    worker = call -> states(call).contains("poison") ? "500 no" : "200 ";
    create(
        "mail",
        ",\"maximumRetryAttempts\":1,\"bisectBatchOnFunctionError\":true,\"deadLetters\":true");
    put("a", "1");
    put("a", "poison");
    put("a", "2");
    await(() -> status("mail").contains("\"deadLettered\":1"));
    await(() -> status("mail").contains("\"delivered\":2"));
    PartitionLog letters = logs.partition("us-east-1.triggers.mail.failed", 0);
    assertThat(letters.endOffset()).isEqualTo(1);
    List<String> kept = new ArrayList<>();
    letters.read(0, 1, entry -> kept.add(new String(entry.record().toArray(), UTF_8)));
    JsonValue.Members letter = (JsonValue.Members) JsonValues.read(kept.getFirst());
    assertThat(letter.values().keySet())
        .contains("requestContext", "responseContext", "DDBStreamBatchInfo", "Records");
    assertThat(kept.getFirst()).contains("\"condition\":\"RetryAttemptsExhausted\"", "poison");
    assertThat(told.stream().map(call -> call.headers().get("attempt"))).contains("2");
  }

  @Test
  void onlyWhatTheFilterTakesIsToldAndAllIsCounted() throws Exception {
    createTable();
    create(
        "paid",
        ",\"filterCriteria\":{\"Filters\":[{\"Pattern\":\"{\\\"dynamodb\\\":{\\\"NewImage\\\":{\\\"state\\\":{\\\"S\\\":[\\\"paid\\\"]}}}}\"}]}");
    put("a", "open");
    put("a", "paid");
    put("a", "gone");
    await(() -> status("paid").contains("\"filtered\":2"));
    await(() -> status("paid").contains("\"delivered\":1"));
    assertThat(values()).containsExactly("paid");
  }

  @Test
  void aReportedFailureHoldsUpWhatFollowsIt() throws Exception {
    createTable();
    worker =
        call -> {
          List<String> states = states(call);
          int bad = states.indexOf("bad");
          boolean first = call.headers().get("attempt").equals("1");
          return bad < 0 || !first
              ? "200 "
              : "200 {\"batchItemFailures\":[{\"itemIdentifier\":\""
                  + sequence(call.records().get(bad))
                  + "\"}]}";
        };
    create("mail", ",\"reportBatchItemFailures\":true,\"maximumBatchingWindowMillis\":300");
    for (String state : List.of("1", "2", "bad", "3")) {
      put("a", state);
    }
    await(() -> status("mail").contains("\"delivered\":4"));
    assertThat(told)
        .anySatisfy(
            call -> {
              assertThat(call.headers()).containsEntry("attempt", "2");
              assertThat(states(call)).startsWith("bad");
            });
  }

  @Test
  void goesOnAfterARestartWhereItWas() throws Exception {
    createTable();
    create("mail", "");
    put("a", "1");
    await(() -> status("mail").contains("\"delivered\":1"));
    streams.close();
    api.close();
    node.close();
    told.clear();
    start();
    await(() -> status("mail").contains("ENABLED"));
    put("a", "2");
    await(() -> values().contains("2"));
    assertThat(values()).containsExactly("2");
  }

  @Test
  void newRulesWaitForCallsUnderWay() throws Exception {
    createTable();
    CompletableFuture<String> answer = new CompletableFuture<>();
    worker = call -> answer.join();
    create("mail", "");
    put("a", "1");
    await(() -> status("mail").contains("\"inFlight\":1"));
    ask("PATCH", "/triggers/mail", "{\"batchSize\":1}");
    put("a", "2");
    await(() -> status("mail").contains("\"batchSize\":1,"));
    answer.complete("200 ");
    await(() -> status("mail").contains("\"delivered\":2"));
    assertThat(values()).containsExactly("1", "2");
  }

  @Test
  void aDeadLetterThatMayBeLostIsWrittenAgainBeforeAnythingFollows() throws Exception {
    createTable();
    String topic = "us-east-1.triggers.mail.failed";
    logs.create(topic, 1, Optional.empty());
    logs.partition(topic, 0).nextFates(Fate.IN_DOUBT_LOST, Fate.IN_DOUBT_LOST);
    worker = call -> states(call).contains("poison") ? "500 no" : "200 ";
    create("mail", ",\"batchSize\":1,\"maximumRetryAttempts\":0,\"deadLetters\":true");
    put("a", "poison");
    put("a", "1");
    await(() -> status("mail").contains("\"delivered\":1"));
    assertThat(logs.partition(topic, 0).entries()).hasSize(1);
  }

  @Test
  void pausesResumesAndEnds() throws Exception {
    createTable();
    create("mail", "");
    put("a", "1");
    await(() -> values().contains("1"));
    assertThat(ask("PATCH", "/triggers/mail", "{\"enabled\":false}").statusCode()).isEqualTo(200);
    put("a", "2");
    await(() -> !status("mail").contains("\"iteratorAgeMillis\":0,\"counts\""));
    assertThat(values()).containsExactly("1");
    ask("PATCH", "/triggers/mail", "{\"enabled\":true,\"batchSize\":1}");
    await(() -> values().contains("2"));
    assertThat(values()).containsExactly("1", "2");
    assertThat(ask("DELETE", "/triggers/mail", "").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/triggers/mail", "").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/triggers", "").body()).isEmpty();
  }

  @Test
  void followsNoRedirectAndReadsNoEndlessAnswer() throws Exception {
    createTable();
    worker =
        call ->
            told.size() == 0 ? "302 " : told.size() == 1 ? "200 " + "x".repeat(2 << 20) : "200 ";
    create("mail", "");
    put("a", "1");
    await(() -> status("mail").contains("\"delivered\":1"));
    assertThat(status("mail")).contains("\"failedCalls\":2", "more than 1048576 bytes");
    assertThat(told).hasSize(3);
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    createTable();
    String url = "\"url\":\"" + url() + "\"";
    assertThat(post("{\"name\":\"a\",\"table\":\"orders\",\"url\":\"file:///etc/passwd\"}"))
        .isEqualTo(400);
    assertThat(post("{\"name\":\"a\",\"table\":\"orders\"}")).isEqualTo(400);
    assertThat(post("{\"name\":\"a b\",\"table\":\"orders\"," + url + "}")).isEqualTo(400);
    assertThat(post("{\"name\":\"a\",\"table\":\"none\"," + url + "}")).isEqualTo(400);
    assertThat(post("{\"name\":\"a\",\"table\":\"orders\"," + url + ",\"batchSize\":0}"))
        .isEqualTo(400);
    assertThat(post("{\"name\":\"a\",\"table\":\"orders\"," + url + ",\"batch\":5}"))
        .isEqualTo(400);
    assertThat(post("no json")).isEqualTo(400);
    create("a", "");
    assertThat(tryCreate("a", "").statusCode()).isEqualTo(409);
    HttpRequest plain =
        HttpRequest.newBuilder(control("/triggers")).POST(BodyPublishers.ofString("{}")).build();
    assertThat(http.send(plain, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    assertThat(ask("PATCH", "/triggers/none", "{}").statusCode()).isEqualTo(404);
    assertThat(ask("PATCH", "/triggers/a", "{\"table\":\"other\"}").statusCode()).isEqualTo(400);
    assertThat(api.listTables().tableNames()).containsExactly(TABLE);
    assertThat(api.scan(scan -> scan.tableName("pangaea.triggers")).count()).isPositive();
    assertThatThrownBy(
            () ->
                api.putItem(
                    request ->
                        request
                            .tableName("pangaea.triggers")
                            .item(
                                Map.of(
                                    "kind", AttributeValue.fromS("definition"),
                                    "id", AttributeValue.fromS("x")))))
        .isInstanceOf(DynamoDbException.class);
    assertThatThrownBy(() -> api.deleteTable(request -> request.tableName("pangaea.triggers")))
        .isInstanceOf(DynamoDbException.class);
  }

  private void createTable() {
    create(StreamViewType.NEW_AND_OLD_IMAGES);
  }

  private void put(String key, String state) {
    api.putItem(
        request ->
            request
                .tableName(TABLE)
                .item(
                    Map.of("p", AttributeValue.fromS(key), "state", AttributeValue.fromS(state))));
  }

  private void create(String name, String more) throws Exception {
    HttpResponse<String> made = tryCreate(name, more);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  private HttpResponse<String> tryCreate(String name, String more) throws Exception {
    return ask(
        "POST",
        "/triggers",
        "{\"name\":\"%s\",\"table\":\"orders\",\"url\":\"%s\"%s}".formatted(name, url(), more));
  }

  private int post(String body) throws Exception {
    return ask("POST", "/triggers", body).statusCode();
  }

  private String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort() + "/work";
  }

  private String status(String name) throws Exception {
    return ask("GET", "/triggers/" + name, "").body();
  }

  private HttpResponse<String> ask(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(control(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private URI control(String path) {
    return URI.create("http://" + HOST + ":" + node.controlPort() + path);
  }

  /** The states that the worker took, in the order in which it did. */
  private List<String> values() {
    return told.stream().flatMap(call -> states(call).stream()).toList();
  }

  private static List<String> states(Told call) {
    return call.records().stream()
        .map(record -> member(member(record, "dynamodb"), "NewImage"))
        .map(image -> text(member(image, "state"), "S"))
        .toList();
  }

  private static String sequence(JsonValue.Members record) {
    return text(member(record, "dynamodb"), "SequenceNumber");
  }

  private static JsonValue.Members member(JsonValue.Members of, String name) {
    return (JsonValue.Members) of.values().get(name);
  }

  private static String text(JsonValue.Members of, String name) {
    return ((JsonValue.Text) of.values().get(name)).value();
  }

  /** A condition that may fail with what it asks. */
  private interface Asked {
    boolean holds() throws Exception;
  }

  private static void await(Asked condition) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
