package dev.pangaea.regionnode.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.control.RecordTail;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordRouteTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final Version VERSION = new Version(HybridTime.of(1_763_000_000_500L, 7), EU);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final FakeTables tables = new FakeTables(US, 4);
  private final RecordTail tail = new RecordTail(US, tables);
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(request -> new RecordRoute(tail).route(vertx, request))
          .listen(0, "127.0.0.1")
          .await();
  private final HttpClient client = Http1.client();
  private PartitionId partition = PartitionId.CATALOG;

  @BeforeEach
  void create() {
    KeySchema keys = new KeySchema(new KeyAttribute("pk", KeyAttribute.Type.S), Optional.empty());
    tables.create("orders", TableSettings.onDemand(keys)).toCompletableFuture().join();
    partition = new PartitionId(tables.table("orders").orElseThrow().storeNumber(), 2);
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    server.close().await();
    vertx.close().await();
  }

  /**
   * @param table and whatever else the query says
   */
  private HttpResponse<InputStream> listen(String table) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/records?table=" + table);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private void counts(long offset, Body body) {
    RecordId id = new RecordId(1, offset + 1);
    tail.counts(
        partition, new LogRecord(id, RecordId.GENESIS, VERSION.time(), body), offset, 1_000);
  }

  private static Change put(String value) {
    Item item = Item.of(Map.of("pk", new StringValue("a"), "v", new StringValue(value)));
    EncodedKey key = EncodedKey.of(PrimaryKey.of(new StringValue("a")));
    return new Change(key, VERSION, Context.of(VERSION), new Content.Present(EncodedItem.of(item)));
  }

  /** The next lines but empty ones and comments. */
  private static List<String> told(BufferedReader lines, int many) throws IOException {
    List<String> told = new ArrayList<>();
    while (told.size() < many) {
      String line = lines.readLine();
      if (!line.isEmpty() && !line.startsWith(":")) {
        told.add(line.replace('"', '\''));
      }
    }
    return told;
  }

  private static void await(BooleanSupplier condition) {
    long bound = System.nanoTime() + Duration.ofSeconds(50).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 50 s").isLessThan(bound);
      Thread.onSpinWait();
    }
  }

  @Test
  void recordsAreToldAsTheyCount() throws Exception {
    HttpResponse<InputStream> response = listen("orders");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    counts(4, new Body.Noop());
    counts(5, new Body.Writes(List.of(put("x"))));
    counts(
        6,
        new Body.Released(
            List.of(
                new Arrival(put("x".repeat(3000)), Standing.CONFLICT_WON),
                new Arrival(put("y"), Standing.MERGED))));
    String change = "'version':'1763000000500.7@eu-west-1','key':{'pk':{'S':'a'}},";
    assertThat(told(lines(response), 4))
        .containsExactly(
            "data: {'partition':2,'offset':4,'atMillis':1000,'kind':'heartbeat',"
                + "'origin':'us-east-1','replicated':false,'outcome':null,'version':null,"
                + "'key':null,'item':null}",
            "data: {'partition':2,'offset':5,'atMillis':1000,'kind':'put','origin':'eu-west-1',"
                + "'replicated':false,'outcome':null,"
                + change
                + "'item':{'pk':{'S':'a'},'v':{'S':'x'}}}",
            "data: {'partition':2,'offset':6,'atMillis':1000,'kind':'put','origin':'eu-west-1',"
                + "'replicated':true,'outcome':'won',"
                + change
                + "'itemBytes':%d}"
                    .formatted(
                        put("x".repeat(3000)).content().visible().orElseThrow().bytes().length()),
            "data: {'partition':2,'offset':6,'atMillis':1000,'kind':'put','origin':'eu-west-1',"
                + "'replicated':true,'outcome':'newer_here',"
                + change
                + "'item':{'pk':{'S':'a'},'v':{'S':'y'}}}");
  }

  @Test
  void whatIsTooMuchForAListenerIsSkippedAndTold() throws Exception {
    BufferedReader lines = lines(listen("orders"));
    int many = 20_000;
    for (int offset = 0; offset < many; offset++) {
      counts(offset, new Body.Noop());
    }
    long skipped = 0;
    long seen = 0;
    long last = -1;
    while (seen + skipped < many) {
      String line = told(lines, 1).getFirst();
      if (line.equals("event: skipped")) {
        skipped += Long.parseLong(told(lines, 1).getFirst().replaceAll("\\D", ""));
      } else {
        long offset = Long.parseLong(line.replaceAll(".*'offset':(\\d+),.*", "$1"));
        assertThat(offset).isGreaterThan(last);
        last = offset;
        seen++;
      }
    }
    assertThat(skipped).isPositive();
    assertThat(last).isEqualTo(many - 1);
    assertThat(seen + skipped).isEqualTo(many);
  }

  @Test
  void aReaderIsToldTheNewestOfMuchInAFewBatches() throws Exception {
    BufferedReader lines = lines(listen("orders&newest=20&heartbeats=false"));
    int many = 20_000;
    for (int offset = 0; offset < many; offset++) {
      counts(offset, new Body.Writes(List.of(put("x"))));
      counts(offset, new Body.Noop());
    }
    long heard = 0;
    int batches = 0;
    JsonNode last = MissingNode.getInstance();
    while (heard < many) {
      List<String> event = told(lines, 2);
      assertThat(event.getFirst()).isEqualTo("event: batch");
      JsonNode batch = JSON.readTree(event.getLast().substring(6).replace('\'', '"'));
      assertThat(batch.path("records").size()).isBetween(1, 20);
      assertThat(batch.path("records").findValuesAsText("kind")).containsOnly("put");
      heard += batch.path("skipped").asLong() + batch.path("records").size();
      last = batch.path("records").path(batch.path("records").size() - 1);
      batches++;
    }
    assertThat(heard).isEqualTo(many);
    assertThat(last.path("offset").asInt()).isEqualTo(many - 1);
    assertThat(batches).as("each is of all that came in a second").isLessThan(many / 100);
  }

  @Test
  void howManyAtOnceIsBounded() throws Exception {
    for (String wrong : List.of("0", "1025", "-1", "many", "")) {
      assertThat(listen("orders&newest=" + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(tail.listeners()).isZero();
  }

  @Test
  void listenersAreBoundedAndForgottenOnceTheyAreGone() throws Exception {
    List<HttpResponse<InputStream>> all = new ArrayList<>();
    for (int each = 0; each < RecordTail.LISTENERS_MAX; each++) {
      all.add(listen("orders"));
      assertThat(all.getLast().statusCode()).isEqualTo(200);
    }
    assertThat(listen("orders").statusCode()).isEqualTo(503);
    assertThat(tail.wants(partition)).isTrue();
    for (HttpResponse<InputStream> each : all) {
      each.body().close();
    }
    await(() -> tail.listeners() == 0);
    assertThat(tail.wants(partition)).isFalse();
    assertThat(listen("orders").statusCode()).isEqualTo(200);
  }

  @Test
  void theStreamEndsWithTheTable() throws Exception {
    BufferedReader lines = lines(listen("orders"));
    tables.delete("orders").toCompletableFuture().join();
    assertThat(told(lines, 1)).containsExactly("event: gone");
    await(() -> tail.listeners() == 0);
  }

  @Test
  void aTableThatIsNotHereCannotBeListenedTo() throws Exception {
    HttpResponse<InputStream> refused = listen("other");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
        .contains("Table: other not found");
  }
}
