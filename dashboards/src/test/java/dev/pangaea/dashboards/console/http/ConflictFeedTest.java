package dev.pangaea.dashboards.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts and marks as a page is told them while it listens. */
class ConflictFeedTest {
  private TwinRegions regions;

  @BeforeEach
  void start() throws IOException {
    regions = new TwinRegions(Load.NONE);
    regions.euNode.says("Query", "{\"Items\":[" + row("id-3") + "]}");
  }

  @AfterEach
  void end() {
    regions.close();
  }

  @Test
  void aConflictIsToldOnceItsRegionCountsIt() throws IOException {
    try (Browser page = listen()) {
      page.wholeSnapshot();
      page.event("snapshot");
      assertThat(regions.euNode.asked("Query")).as("nothing moved").isEmpty();
      regions.euNode.says("GET /status", counted(3));

      JsonNode conflict = page.event("conflict");

      assertThat(conflict.path("id").asText()).isEqualTo("id-3");
      assertThat(conflict.path("region").asText()).isEqualTo("eu-west-1");
      assertThat(conflict.path("key").toString()).isEqualTo("{\"pk\":{\"S\":\"k\"}}");
      assertThat(conflict.path("atMillis").asLong()).isEqualTo(1795291200200L);
      assertThat(conflict.path("winner").toString())
          .isEqualTo(
              "{\"side\":\"ARRIVED\",\"region\":\"us-east-1\",\"version\":\"9.0@us-east-1\","
                  + "\"atMillis\":1795291200125,\"item\":{\"v\":{\"S\":\"new\"}},"
                  + "\"imageLeftOut\":false}");
      assertThat(conflict.path("loser").path("item").isNull()).as("a deletion").isTrue();
      assertThat(conflict.path("lost").toString()).isEqualTo("[\"v\"]");
      assertThat(conflict.path("restoredAs").isNull()).isTrue();
      page.event("snapshot");
      page.event("snapshot");
      assertThat(regions.euNode.asked("Query")).hasSize(1);
      assertThat(regions.usNode.asked("Query")).isEmpty();
    }
  }

  @Test
  void ofManyTheNumberIsTold() throws IOException {
    try (Browser page = listen()) {
      page.wholeSnapshot();
      regions.euNode.says("GET /status", counted(502));

      assertThat(page.event("conflicts-left-out"))
          .hasToString("{\"region\":\"eu-west-1\",\"table\":\"demo\",\"conflicts\":499}");
      assertThat(regions.euNode.asked("Query").getFirst().body())
          .contains("\"Limit\":" + ConflictFeed.SHOWN_MAX);
    }
  }

  @Test
  void whatHappensToLinksIsTold() throws IOException {
    try (Browser page = listen()) {
      page.wholeSnapshot();
      regions.links.says("GET /links", TwinRegions.links(true));
      JsonNode mark = page.event("mark");
      assertThat(mark.path("kind").asText()).isEqualTo("cut");
      assertThat(mark.path("links").size()).isEqualTo(2);
    }
    String history = Browser.body(Browser.get(regions.port(), "/api/history"));
    JsonNode kept = Json.read(history);
    assertThat(kept.path("marks").path(0).path("kind").asText()).isEqualTo("cut");
    int points = kept.path("atMillis").size();
    assertThat(points).isPositive();
    assertThat(kept.path("links").path(0).path("stalenessMillis").size()).isEqualTo(points);
    assertThat(kept.path("writesPerSecond").path(1).path("values").size()).isEqualTo(points);
  }

  @Test
  void theNewestOfAllRegionsAreListed() throws IOException {
    regions.usNode.says("Query", "{\"Items\":[" + row("id-1").replace("00200", "00300") + "]}");
    String list = Browser.body(Browser.get(regions.port(), "/api/conflicts?table=demo"));
    JsonNode conflicts = Json.read("{\"all\":" + list + "}").path("all");
    assertThat(conflicts.findValuesAsText("id")).containsExactly("id-1", "id-3");
  }

  @Test
  void anImageThatTheLedgerDoesNotHaveIsNoDeletion() throws IOException {
    regions.euNode.says(
        "Query",
        "{\"Items\":["
            + row("id-3").replaceFirst("\\{", "{\"imagesLeftOut\":{\"BOOL\":true},")
            + "]}");
    String list = Browser.body(Browser.get(regions.port(), "/api/conflicts?table=demo"));
    JsonNode conflict = Json.read("{\"all\":" + list + "}").path("all").path(0);
    assertThat(conflict.path("winner").path("imageLeftOut").asBoolean()).isTrue();
    assertThat(conflict.path("loser").path("imageLeftOut").asBoolean()).isTrue();
  }

  private Browser listen() throws IOException {
    Browser browser = Browser.open(regions.port());
    browser.send("GET /api/events", "", "Host: localhost:" + regions.port());
    return browser;
  }

  private static String counted(int conflicts) {
    return TwinRegions.status("eu-west-1", "us-east-1")
        .replace("\"conflicts\":2", "\"conflicts\":" + conflicts);
  }

  private static String row(String id) {
    return """
    {"table":{"S":"demo"},"id":{"S":"%s"},"item":{"S":"k"},"key":{"M":{"pk":{"S":"k"}}},
     "decidedMillis":{"N":"1795291200200"},"rule":{"S":"last-writer-wins"},"outcome":{"S":"ARRIVED_WON"},
     "winner":{"M":{"side":{"S":"ARRIVED"},"image":{"M":{"v":{"S":"new"}}},"version":{"S":"9.0@us-east-1"},
      "region":{"S":"us-east-1"},"writtenAt":{"S":"2026-11-21T20:00:00.125Z"}}},
     "loser":{"M":{"side":{"S":"HERE"},"image":{"NULL":true},"version":{"S":"8.0@eu-west-1"},
      "region":{"S":"eu-west-1"},"writtenAt":{"S":"2026-11-21T20:00:00.100Z"},"lost":{"SS":["v"]}}}}
    """
        .formatted(id);
  }
}
