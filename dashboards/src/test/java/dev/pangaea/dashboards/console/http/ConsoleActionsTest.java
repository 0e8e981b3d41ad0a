package dev.pangaea.dashboards.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.LoadPlan;
import dev.pangaea.dashboards.console.LoadStanding;
import dev.pangaea.dashboards.console.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does, as the processes are asked for it. */
class ConsoleActionsTest {
  private static final String THERE = "us-east-1-to-eu-west-1";
  private static final String BACK = "eu-west-1-to-us-east-1";
  private static final String KEY = "{\"pk\":{\"S\":\"k 1\"}}";
  private static final String NODE_RECORDS = "GET /records?table=demo&newest=200&heartbeats=false";
  private static final String HELD =
      "/items?table=demo&key=" + URLEncoder.encode(KEY, StandardCharsets.UTF_8);

  private final AskedLoad load = new AskedLoad();
  private TwinRegions regions;

  @BeforeEach
  void start() throws IOException {
    regions = new TwinRegions(load);
    for (Twin node : List.of(regions.usNode, regions.euNode)) {
      node.says("ListTables", "{\"TableNames\":[\"demo\"]}")
          .says(
              "DescribeTable",
              "{\"Table\":{\"TableArn\":\"arn:demo\",\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":"
                  + "\"HASH\"},{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}],\"AttributeDefinitions\":["
                  + "{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"},{\"AttributeName\":\"sk\","
                  + "\"AttributeType\":\"N\"}],\"GlobalSecondaryIndexes\":[{\"IndexName\":\"by-sk\","
                  + "\"KeySchema\":[{\"AttributeName\":\"sk\",\"KeyType\":\"HASH\"}]}]}}")
          .says(
              "ListTagsOfResource",
              "{\"Tags\":[{\"Key\":\"pangaea:conflict-policy\",\"Value\":\"mergeable\"}]}")
          .says("UpdateItem", "{}")
          .says("PutItem", "{}")
          .says("DeleteItem", "{}");
    }
    for (String link : List.of(THERE, BACK)) {
      regions.links.says("POST /links/" + link + "/partition", "{}");
      regions.links.says("POST /links/" + link + "/heal", "{}");
      regions.links.says("PATCH /links/" + link, "{}");
    }
    regions.links.says("POST /partitions", "{}").says("DELETE /partitions", 204, "");
  }

  @AfterEach
  void end() {
    regions.close();
  }

  @Test
  void linksAreSteeredInTheWordsOfLinkControl() throws IOException {
    change("POST /api/links/" + THERE, "{\"latencyMillis\":80,\"bandwidthBytesPerSecond\":null}");
    change("POST /api/links/" + THERE + "/cut", "{}");
    change("POST /api/links/" + THERE + "/heal", "");
    change("POST /api/partitions", "{\"regions\":[\"us-east-1\",\"eu-west-1\"]}");
    change("POST /api/heal", "{}");

    assertThat(regions.links.asked("PATCH /links/" + THERE).getFirst().body())
        .isEqualTo("{\"latencyMillis\":80,\"bytesPerSecond\":0}");
    assertThat(regions.links.asked("POST /links/" + THERE + "/partition")).hasSize(1);
    assertThat(regions.links.asked("POST /links/" + THERE + "/heal")).hasSize(1);
    assertThat(regions.links.asked("POST /partitions").getFirst().body())
        .isEqualTo("{\"regions\":[\"us-east-1\",\"eu-west-1\"]}");
    assertThat(regions.links.asked("DELETE /partitions")).hasSize(1);
  }

  @Test
  void aLinksNameIsWhateverItsPathSpells() throws IOException {
    regions.links.says("POST /links/a%20%2B%2Fb/partition", "{}");
    change("POST /api/links/a%20+%2Fb/cut", "{}");
    assertThat(regions.links.asked("POST /links/a%20%2B%2Fb/partition")).hasSize(1);
    assertThat(refusal("POST /api/links/%zz/cut", "{}")).contains("400");
  }

  @Test
  void whatLinkControlComplainsOfIsHandedOn() throws IOException {
    regions.links.says("PATCH /links/none", 404, "{\"error\":\"no link none\",\"status\":404}");
    String reply = Browser.change(regions.port(), "POST /api/links/none", "{\"latencyMillis\":1}");
    assertThat(Browser.status(reply)).isEqualTo(404);
    assertThat(Browser.body(reply)).isEqualTo("{\"error\":\"no link none\"}");
    assertThat(refusal("POST /api/links/" + THERE, "{}")).contains("400", "say latencyMillis");
    assertThat(refusal("POST /api/links/" + THERE, "{")).contains("400", "no JSON");
  }

  @Test
  void itemsAreWrittenAsAnyClientWrites() throws IOException {
    change("POST /api/item", "{\"region\":\"eu-west-1\",\"table\":\"demo\",\"item\":" + KEY + "}");
    change(
        "POST /api/item/delete",
        "{\"region\":\"eu-west-1\",\"table\":\"demo\",\"key\":" + KEY + "}");

    Twin.Asked put = regions.euNode.asked("PutItem").getFirst();
    assertThat(put.body()).isEqualTo("{\"TableName\":\"demo\",\"Item\":" + KEY + "}");
    assertThat(put.headers().get("Authorization")).contains("/eu-west-1/dynamodb/aws4_request");
    assertThat(regions.euNode.asked("DeleteItem")).hasSize(1);
    assertThat(regions.usNode.asked("PutItem")).isEmpty();
  }

  @Test
  void whatARegionComplainsOfIsHandedOn() throws IOException {
    regions.euNode.says(
        "PutItem", 400, "{\"__type\":\"com.amazon#ValidationException\",\"message\":\"no key\"}");
    String item = "{\"region\":\"eu-west-1\",\"table\":\"demo\",\"item\":{}}";
    assertThat(refusal("POST /api/item", item)).contains("400", "ValidationException: no key");
    assertThat(refusal("POST /api/item", item.replace("eu-west-1", "mars")))
        .contains("404", "mars");
    assertThat(refusal("POST /api/item", "{\"region\":\"eu-west-1\",\"table\":\"demo\"}"))
        .contains("400", "item is to be an object");
  }

  @Test
  void anItemIsShownAsEveryRegionHoldsIt() throws IOException {
    String held =
        "{\"region\":\"x\",\"item\":{\"pk\":{\"S\":\"%s\"}},\"version\":\"5.0@us-east-1\"}";
    regions.usNode.says("GET " + HELD, held.formatted("k"));
    regions.euNode.says("GET " + HELD, held.formatted("k"));
    assertThat(item().path("equal").asBoolean()).isTrue();
    assertThat(item().path("regions").findValuesAsText("name"))
        .containsExactly("us-east-1", "eu-west-1");

    regions.euNode.says("GET " + HELD, held.formatted("other"));
    assertThat(item().path("equal").asBoolean(true)).isFalse();

    regions.euNode.says("GET " + HELD, 404, "{\"error\":\"no such table\"}");
    assertThat(item().path("equal").asBoolean()).as("of those that have the table").isTrue();
    assertThat(item().path("regions").findValuesAsText("name")).containsExactly("us-east-1");

    regions.euNode.says("GET " + HELD, 503, "{\"error\":\"this cannot be read now\"}");
    assertThat(item().path("equal").isNull()).as("not known").isTrue();
    assertThat(item().path("regions").path(1).path("error").asText()).contains("cannot be read");

    regions.usNode.says("GET " + HELD, 404, "{\"error\":\"no such table\"}");
    assertThat(Browser.get(regions.port(), "/api/item" + HELD.substring("/items".length())))
        .startsWith("HTTP/1.1 503");

    regions.usNode.says("GET " + HELD, 400, "{\"error\":\"no such key\"}");
    regions.euNode.says("GET " + HELD, 400, "{\"error\":\"no such key\"}");
    assertThat(Browser.get(regions.port(), "/api/item" + HELD.substring("/items".length())))
        .startsWith("HTTP/1.1 400")
        .contains("no such key");
  }

  @Test
  void anItemThatIsGoneIsEqualWhereItsTombstoneIsToo() throws IOException {
    regions.usNode.says("GET " + HELD, "{\"item\":null,\"deleted\":true,\"version\":\"5.0@x\"}");
    regions.euNode.says("GET " + HELD, "{\"item\":null,\"deleted\":false,\"version\":null}");
    assertThat(item().path("equal").asBoolean()).isTrue();
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() throws IOException {
    regions.usNode.says("Scan", "{\"Items\":[" + KEY + "],\"LastEvaluatedKey\":" + KEY + "}");
    JsonNode first = get("/api/items?table=demo&region=us-east-1&limit=1&index=by-sk");
    assertThat(first.path("items").size()).isEqualTo(1);
    regions.usNode.says("Scan", "{\"Items\":[]}");
    JsonNode second =
        get("/api/items?table=demo&region=us-east-1&after=" + first.path("next").asText());

    assertThat(second.path("next").isNull()).isTrue();
    List<Twin.Asked> scans = regions.usNode.asked("Scan");
    assertThat(scans.getFirst().body())
        .isEqualTo("{\"TableName\":\"demo\",\"Limit\":1,\"IndexName\":\"by-sk\"}");
    assertThat(scans.getLast().body())
        .isEqualTo("{\"TableName\":\"demo\",\"Limit\":25,\"ExclusiveStartKey\":" + KEY + "}");
    assertThat(Browser.get(regions.port(), "/api/items?table=demo&region=us-east-1&after=%25"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void tablesAreDescribed() throws IOException {
    regions.euNode.says("ListTables", "{\"TableNames\":[\"demo\",\"eu\"]}");
    JsonNode tables = get("/api/tables").path("tables");
    assertThat(tables.path(0).toString())
        .isEqualTo(
            "{\"name\":\"demo\",\"keySchema\":[{\"name\":\"pk\",\"type\":\"S\",\"role\":\"HASH\"},"
                + "{\"name\":\"sk\",\"type\":\"N\",\"role\":\"RANGE\"}],\"indexes\":[{\"name\":\"by-sk\","
                + "\"kind\":\"global\",\"keySchema\":[{\"name\":\"sk\",\"type\":\"N\",\"role\":\"HASH\"}]}],"
                + "\"regions\":[\"us-east-1\",\"eu-west-1\"],\"policy\":\"mergeable\"}");
    assertThat(tables.path(1).path("regions").toString()).isEqualTo("[\"eu-west-1\"]");
  }

  @Test
  void aConflictIsMadeWhileTheLinksAreCutAndOnlyWhatWasCutForItIsHealed() throws IOException {
    regions.links.says("GET /links", cutThereOnly());
    JsonNode made = change("POST /api/conflict", "{\"table\":\"demo\"}");

    assertThat(made.path("key").path("pk").path("S").asText()).startsWith("conflict-");
    assertThat(made.path("key").path("sk").path("N").isTextual()).isTrue();
    long cut = regions.links.asked("POST /links/" + BACK + "/partition").getFirst().number();
    long us = regions.usNode.asked("UpdateItem").getFirst().number();
    long eu = regions.euNode.asked("UpdateItem").getFirst().number();
    long healed = regions.links.asked("POST /links/" + BACK + "/heal").getFirst().number();
    assertThat(us).isBetween(cut, healed);
    assertThat(eu).isBetween(cut, healed);
    assertThat(regions.links.asked("POST /links/" + THERE + "/partition")).isEmpty();
    assertThat(regions.links.asked("POST /links/" + THERE + "/heal")).isEmpty();
  }

  @Test
  void linksAreHealedThoughAWriteFailed() throws IOException {
    regions.links.says("GET /links", TwinRegions.links(false));
    regions.euNode.says("UpdateItem", 400, "{\"__type\":\"a#ThrottlingException\"}");
    assertThat(refusal("POST /api/conflict", "{\"table\":\"demo\"}"))
        .contains("400", "ThrottlingException");
    assertThat(regions.links.asked("POST /links/" + BACK + "/heal")).hasSize(1);
    assertThat(regions.links.asked("POST /links/" + THERE + "/heal")).hasSize(1);

    regions.euNode.says("UpdateItem", "{}");
    assertThat(change("POST /api/conflict", "{\"table\":\"demo\",\"key\":" + KEY + "}"))
        .as("the next one is made")
        .isEqualTo(Json.read("{\"table\":\"demo\",\"key\":" + KEY + "}"));
    assertThat(refusal("POST /api/conflict", "{\"table\":\"none\"}")).contains("409");
  }

  @Test
  void aLinkThatStaysCutIsSaidThoughTheConflictWasMade() throws IOException {
    regions.links.says("GET /links", TwinRegions.links(false));
    regions.links.says("POST /links/" + BACK + "/heal", 500, "{\"error\":\"no\"}");
    assertThat(refusal("POST /api/conflict", "{\"table\":\"demo\"}"))
        .contains("502", BACK + " is still cut: no");
    assertThat(regions.links.asked("POST /links/" + THERE + "/heal")).hasSize(1);
  }

  @Test
  void aLoserIsRestoredWhereItsConflictWasDecided() throws IOException {
    regions.euNode.says(
        "POST /conflicts/2026-11-21T20:00:00.000Z-1/restore?side=here",
        "{\"outcome\":\"restored\"}");
    regions.euNode.says("POST /conflicts/id-2/restore", 409, "{\"outcome\":\"it has changed\"}");
    assertThat(
            change(
                    "POST /api/conflicts/restore",
                    "{\"region\":\"eu-west-1\",\"id\":\"2026-11-21T20:00:00.000Z-1\",\"side\":\"here\"}")
                .path("outcome")
                .asText())
        .isEqualTo("restored");
    assertThat(refusal("POST /api/conflicts/restore", "{\"region\":\"eu-west-1\",\"id\":\"id-2\"}"))
        .contains("409", "it has changed");
    assertThat(
            refusal("POST /api/conflicts/restore", "{\"region\":\"eu-west-1\",\"id\":\"a/b?c\"}"))
        .contains("404");
  }

  @Test
  void scenariosAndRecordsAreRelayed() throws IOException {
    assertThat(refusal("POST /api/scenario", "at 1s heal")).contains("503", "no scenarios");
    regions.links.says("POST /scenarios", "{\"state\":\"running\"}");
    assertThat(change("POST /api/scenario", "at 1s heal").path("state").asText())
        .isEqualTo("running");
    assertThat(regions.links.asked("POST /scenarios").getLast().body()).isEqualTo("at 1s heal");
    regions.links.says("POST /scenarios", 400, "{\"error\":\"line 1, column 4: a time\"}");
    assertThat(refusal("POST /api/scenario", "at x")).contains("400", "line 1, column 4");

    String records = "/api/records?table=demo&region=us-east-1";
    regions.usNode.says(NODE_RECORDS, 405, "");
    assertThat(Browser.get(regions.port(), records))
        .startsWith("HTTP/1.1 503")
        .contains("cannot tell");
    regions.usNode.says(NODE_RECORDS, "data: {\"offset\":7}\n\n");
    assertThat(Browser.get(regions.port(), records))
        .contains("text/event-stream", "data: {\"offset\":7}");
  }

  @Test
  void aPageThatLeavesInTheMiddleOfATailIsNoFault() throws IOException {
    List<Throwable> faults = new CopyOnWriteArrayList<>();
    regions.vertx.exceptionHandler(faults::add);
    regions.usNode.keepsSaying(NODE_RECORDS, "event: batch\ndata: {}\n\n");
    String records = "/api/records?table=demo&region=us-east-1&heartbeats=false";
    for (int number = 0; number < 10 * RecordRelay.LISTENERS_MAX; number++) {
      try (Browser page = Browser.open(regions.port())) {
        page.send("GET " + records, "", "Host: localhost:" + regions.port());
        assertThat(page.readUntil("batch")).as("page %s", number).startsWith("HTTP/1.1 200");
      }
    }
    regions.usNode.says(NODE_RECORDS, 404, "{}");
    assertThat(Browser.status(Browser.get(regions.port(), records))).isEqualTo(404);
    assertThat(faults).isEmpty();
  }

  @Test
  void aTailThatEndedLeavesItsPlaceToOthers() throws IOException {
    String records = "/api/records?table=demo&region=us-east-1";
    regions.usNode.says(NODE_RECORDS, 404, "{\"error\":\"no such table\"}");
    for (int number = 0; number <= RecordRelay.LISTENERS_MAX; number++) {
      String reply = Browser.get(regions.port(), records);
      assertThat(Browser.status(reply)).as("refusal %s", number).isEqualTo(404);
      assertThat(Browser.body(reply)).isEqualTo("{\"error\":\"no such table\"}");
    }
    regions.usNode.says(NODE_RECORDS, "event: gone\ndata: {}\n\n");
    for (int number = 0; number <= RecordRelay.LISTENERS_MAX; number++) {
      assertThat(Browser.get(regions.port(), records))
          .as("tail %s", number)
          .contains("event: gone");
    }
  }

  @Test
  void aLoadIsCheckedBeforeItStarts() throws IOException {
    try (Browser page = Browser.open(regions.port())) {
      page.send("GET /api/events", "", "Host: localhost:" + regions.port());
      page.readUntil("\"name\":\"demo\"");
    }
    change(
        "POST /api/load",
        "{\"table\":\"demo\",\"perSecond\":100,\"keys\":10,\"distribution\":\"zipfian\",\"shares\":"
            + "{\"us-east-1\":3,\"eu-west-1\":1},\"itemBytes\":50,\"reads\":20}");
    change("DELETE /api/load", "");

    assertThat(load.started).hasSize(1);
    assertThat(load.started.getFirst().perSecond("us-east-1")).isEqualTo(75);
    assertThat(load.stopped).isEqualTo(1);
    for (String wrong :
        List.of(
            "{\"table\":\"demo\",\"perSecond\":0}",
            "{\"table\":\"demo\",\"perSecond\":1000000}",
            "{\"table\":\"demo\",\"perSecond\":1,\"keys\":0}",
            "{\"table\":\"demo\",\"perSecond\":1,\"reads\":101}",
            "{\"table\":\"demo\",\"perSecond\":1,\"distribution\":\"normal\"}",
            "{\"table\":\"demo\",\"perSecond\":1,\"shares\":{\"mars\":1}}",
            "{\"table\":\"demo\",\"perSecond\":1,\"shares\":{\"us-east-1\":0}}",
            "{\"table\":\"demo\",\"perSecond\":\"1\"}")) {
      assertThat(refusal("POST /api/load", wrong)).as(wrong).contains("400");
    }
    assertThat(refusal("POST /api/load", "{\"table\":\"none\",\"perSecond\":1}")).contains("404");
    assertThat(load.started).hasSize(1);
  }

  private JsonNode item() throws IOException {
    return get("/api/item" + HELD.substring("/items".length()));
  }

  private JsonNode get(String path) throws IOException {
    return json(Browser.get(regions.port(), path));
  }

  private JsonNode change(String route, String body) throws IOException {
    return json(Browser.change(regions.port(), route, body));
  }

  private static JsonNode json(String reply) {
    assertThat(reply).startsWith("HTTP/1.1 200");
    return Json.read("{\"all\":" + Browser.body(reply) + "}").get("all");
  }

  private String refusal(String route, String body) throws IOException {
    String reply = Browser.change(regions.port(), route, body);
    return Browser.status(reply) + " " + Browser.body(reply);
  }

  private static String cutThereOnly() {
    String whole = TwinRegions.links(false);
    return whole.replaceFirst("\"state\":\"open\"", "\"state\":\"partitioned\"");
  }

  /** Keeps what it is asked for. */
  private static final class AskedLoad implements Load {
    private final List<LoadPlan> started = new CopyOnWriteArrayList<>();
    private volatile int stopped;

    @Override
    public boolean possible() {
      return true;
    }

    @Override
    public void start(LoadPlan plan) {
      started.add(plan);
    }

    @Override
    public void stop() {
      stopped++;
    }

    @Override
    public LoadStanding standing() {
      return LoadStanding.NONE;
    }
  }
}
