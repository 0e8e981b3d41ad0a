package dev.pangaea.dashboards.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page is told, by a console that looks at twins of all processes. */
class ConsoleServerTest {
  private TwinRegions regions;

  @BeforeEach
  void start() throws IOException {
    regions = new TwinRegions(Load.NONE);
  }

  @AfterEach
  void end() {
    regions.close();
  }

  @Test
  void aSnapshotSaysWhatAllProcessesSaid() throws IOException {
    JsonNode snapshot = wholeSnapshot();

    JsonNode us = snapshot.path("regions").path(0);
    assertThat(us.path("name").asText()).isEqualTo(TwinRegions.US);
    assertThat(us.path("reachable").asBoolean()).isTrue();
    assertThat(us.path("tables").path(0).path("items").asInt()).isEqualTo(12);
    assertThat(us.path("tables").path(0).path("quarantined").asInt()).isEqualTo(6);
    assertThat(us.path("tables").path(0).path("tombstones").path("awaited").path(0).toString())
        .isEqualTo("{\"region\":\"eu-west-1\",\"sinceMillis\":1795291199000}");
    assertThat(us.path("tables").path(0).path("indexes").path(0).path("itemsLookedAt").asInt())
        .isEqualTo(7);
    assertThat(us.path("tables").path(0).path("tombstones").path("oldestMillis").asLong())
        .isEqualTo(snapshot.path("atMillis").asLong() - TwinRegions.DELETED_MILLIS);
    JsonNode link = snapshot.path("links").path(0);
    assertThat(link.path("name").asText()).isEqualTo("us-east-1-to-eu-west-1");
    assertThat(link.path("latencyMillis").asInt()).isEqualTo(80);
    assertThat(link.path("jitterMillis").asInt()).isEqualTo(5);
    assertThat(link.path("bandwidthBytesPerSecond").isNull()).isTrue();
    assertThat(link.path("cut").isBoolean()).isTrue();
    assertThat(link.path("down").asBoolean(true)).isFalse();
    assertThat(link.path("heldBytes").asInt()).isEqualTo(42);
    assertThat(link.path("lagP99Millis").asDouble()).isEqualTo(9.1);
    assertThat(link.path("stalenessMillis").asInt()).isEqualTo(812);
    assertThat(link.path("visibleAsOfMillis").asLong()).isEqualTo(1795291200125L);
    assertThat(snapshot.path("convergedAsOfMillis").asLong()).isEqualTo(1795291200125L);
    assertThat(snapshot.path("conflicts").asInt()).isEqualTo(2);
    assertThat(snapshot.path("scenario").path("state").asText()).isEqualTo("none");
    assertThat(snapshot.path("load").path("running").asBoolean()).isFalse();
  }

  @Test
  void aLinkThatIsSwitchedOffIsNotCut() throws IOException {
    regions.links.says("GET /links", TwinRegions.links(false).replace("\"open\"", "\"down\""));
    JsonNode link = linkThat(each -> each.path("down").asBoolean());
    assertThat(link.path("cut").asBoolean(true)).isFalse();
  }

  @Test
  void howFarALinkIsIsNotKnownWhileOneOfItsReplicatorsIsSilent() throws IOException {
    regions.close();
    regions = new TwinRegions(Load.NONE, 2);
    JsonNode link = linkThat(each -> each.path("backlogRecords").asInt() == 6);
    assertThat(link.path("reachable").asBoolean()).isTrue();

    regions.euReplicatorToo.saysNothingTo("GET /status");
    link = linkThat(each -> !each.path("reachable").asBoolean(true));
    assertThat(link.path("backlogRecords").isNull()).isTrue();
  }

  @Test
  void oneThatSaysNothingHoldsUpNoOther() throws IOException {
    regions.euNode.saysNothingTo("GET /status");
    try (Browser page = listen()) {
      page.snapshotThat(snapshot -> isHeard(snapshot, 0) && !isHeard(snapshot, 1));
    }
  }

  @Test
  void whoIsNotUnderstoodIsNotReachable() throws IOException {
    wholeSnapshot();
    regions.euNode.says("GET /status", "[1, 2");
    try (Browser page = listen()) {
      page.snapshotThat(snapshot -> isHeard(snapshot, 0) && !isHeard(snapshot, 1));
    }
  }

  @Test
  void ofManyTablesTheOthersAreCounted() throws IOException {
    String demo = "{\"TableNames\":[\"demo\"]";
    for (Twin node : List.of(regions.usNode, regions.euNode)) {
      node.says("ListTables", demo + "}").says("DescribeTable", "{\"Table\":{}}");
    }
    regions.usNode.says(
        "GET /status", TwinRegions.status("us-east-1", "eu-west-1", "zebra", "yak"));
    try (Browser page = listen()) {
      page.snapshotThat(snapshot -> snapshot.findValuesAsText("name").contains("zebra"));
    }
    assertThat(tables().path("leftOut").asInt(-1)).as("all are listed").isZero();

    regions.usNode.says("ListTables", demo + ",\"LastEvaluatedTableName\":\"demo\"}");
    assertThat(tables().path("leftOut").asInt()).isEqualTo(2);
    assertThat(tables().path("tables").findValuesAsText("name")).containsExactly("demo");
  }

  private JsonNode tables() throws IOException {
    return Json.read(Browser.body(Browser.get(regions.port(), "/api/tables")));
  }

  @Test
  void configurationNamesRegionsAndLinks() throws IOException {
    wholeSnapshot();
    JsonNode config = Json.read(Browser.body(Browser.get(regions.port(), "/api/config")));
    assertThat(config.path("regions").findValuesAsText("name"))
        .containsExactly("us-east-1", "eu-west-1");
    assertThat(config.path("regions").path(0).path("endpoint").asText())
        .isEqualTo(regions.usNode.address().toString());
    assertThat(config.path("links").findValuesAsText("source"))
        .containsExactly("us-east-1", "eu-west-1");
    assertThat(config.path("canSteerLinks").asBoolean()).isTrue();
    assertThat(config.path("canLoad").asBoolean()).isFalse();
    assertThat(config.path("historySeconds").asInt()).isEqualTo(3600);
  }

  @Test
  void thePageComesFromTheJar() throws IOException {
    String page = Browser.get(regions.port(), "/");
    assertThat(Browser.status(page)).isEqualTo(200);
    assertThat(page).contains("text/html").containsIgnoringCase("<!doctype html>");
    assertThat(Browser.status(Browser.get(regions.port(), "/assets/index.html"))).isEqualTo(200);
  }

  @Test
  void nothingButThePagesFilesIsServed() throws IOException {
    for (String path :
        List.of(
            "/assets/none.js",
            "/assets/../http/Guard.class",
            "/assets/%2e%2e/http/Guard.class",
            "/assets/..%2fhttp/Guard.class",
            "/assets//etc/passwd",
            "/assets/",
            "/assets",
            "/api/none")) {
      assertThat(Browser.status(Browser.get(regions.port(), path))).as(path).isEqualTo(404);
    }
  }

  @Test
  void listenersAreBounded() throws IOException {
    List<Browser> listening = new ArrayList<>();
    try {
      for (int number = 0; number < EventStreams.LISTENERS_MAX; number++) {
        listening.add(listen());
        listening.getLast().readUntil("retry");
      }
      assertThat(Browser.status(Browser.get(regions.port(), "/api/events"))).isEqualTo(503);
    } finally {
      for (Browser browser : listening) {
        browser.close();
      }
    }
  }

  @Test
  void aTakenPortIsSaid() {
    ConsoleSettings taken =
        new ConsoleSettings(
            List.of(
                new ConsoleSettings.Region(
                    "a", URI.create("http://x"), URI.create("http://x"), List.of())),
            Optional.empty(),
            "127.0.0.1",
            regions.port());
    assertThatThrownBy(() -> ConsoleServer.start(regions.vertx, taken, Load.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + regions.port());
  }

  private static boolean isHeard(JsonNode snapshot, int region) {
    return snapshot.path("regions").path(region).path("reachable").asBoolean();
  }

  private JsonNode wholeSnapshot() throws IOException {
    try (Browser page = listen()) {
      return page.wholeSnapshot();
    }
  }

  /** The first link, in the next snapshot in which it is so. */
  private JsonNode linkThat(Predicate<JsonNode> isSo) throws IOException {
    try (Browser page = listen()) {
      return page.snapshotThat(snapshot -> isSo.test(snapshot.path("links").path(0)))
          .path("links")
          .path(0);
    }
  }

  private Browser listen() throws IOException {
    Browser browser = Browser.open(regions.port());
    browser.send("GET /api/events", "", "Host: localhost:" + regions.port());
    return browser;
  }
}
