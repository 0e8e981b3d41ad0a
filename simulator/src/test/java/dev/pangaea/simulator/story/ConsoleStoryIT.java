package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.TABLE;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.simulator.processes.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a demo that runs: what it does to regions and links, and what it says of them. */
@InThisProcess
class ConsoleStoryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = Http1.client();

  @TempDir private static Path folder;
  private static EmbeddedDemo demo;

  @BeforeAll
  static void start() throws Exception {
    demo = EmbeddedDemo.start(folder);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void aConflictIsMadeShownAndItsLoserRestored() throws Exception {
    JsonNode key = ask("POST", "/api/conflict", "{\"table\":\"demo\"}").path("key");
    Await.until("the conflict is in a ledger", SOON, () -> !conflictsOf(key).isEmpty());
    Await.until("both hold the same", SOON, () -> held(key).path("equal").asBoolean());

    JsonNode conflict = conflictsOf(key).getFirst();
    JsonNode loser = conflict.path("loser").path("item").path("writtenIn");
    assertThat(loser).isNotEqualTo(conflict.path("winner").path("item").path("writtenIn"));
    assertThat(written(key)).isEqualTo(conflict.path("winner").path("item").path("writtenIn"));
    JsonNode restored =
        ask(
            "POST",
            "/api/conflicts/restore",
            "{\"region\":%s,\"id\":%s}".formatted(conflict.get("region"), conflict.get("id")));
    assertThat(restored.path("outcome").asText()).isEqualTo("restored");

    Await.until(
        "the loser is everywhere",
        SOON,
        () -> held(key).path("equal").asBoolean() && written(key).equals(loser));
    assertThat(conflictsOf(key))
        .filteredOn(each -> each.get("region").equals(conflict.get("region")))
        .singleElement()
        .matches(each -> each.path("restoredAs").isTextual(), "is told as restored");
    Await.until(
        "the links are whole",
        SOON,
        () -> links().stream().noneMatch(link -> link.path("cut").asBoolean()));
  }

  @Test
  void cutsAndHealsAreMarkedWhoeverMakesThemAndSoIsConvergence() throws Exception {
    ask("POST", "/api/partitions", "{\"regions\":[\"us-east-1\",\"eu-west-1\"]}");
    Await.until("the cut is seen", SOON, () -> marks().contains("cut"));
    demo.heal();
    Await.until("the heal is seen", SOON, () -> marks().contains("heal"));
    Await.until("they converge", SOON, () -> marks().contains("converged"));

    String link = links().getFirst().path("name").asText();
    ask("POST", "/api/links/" + link, "{\"latencyMillis\":7,\"bandwidthBytesPerSecond\":1000000}");
    Await.until(
        "the link is shaped",
        SOON,
        () ->
            links().stream()
                .filter(each -> each.path("name").asText().equals(link))
                .allMatch(
                    each ->
                        each.path("latencyMillis").asInt() == 7
                            && each.path("bandwidthBytesPerSecond").asInt() == 1_000_000));
    assertThat(marks()).contains("latency", "bandwidth");
    ask("POST", "/api/links/" + link, "{\"latencyMillis\":0,\"bandwidthBytesPerSecond\":null}");
    Await.until(
        "it is whole again",
        SOON,
        () ->
            links().stream()
                .allMatch(
                    each ->
                        each.path("latencyMillis").asInt() == 0
                            && each.path("bandwidthBytesPerSecond").isNull()));
  }

  @Test
  void aLoadRunsInEveryRegionUntilItIsStopped() throws Exception {
    ask(
        "POST",
        "/api/load",
        "{\"table\":\"demo\",\"perSecond\":100,\"keys\":50,\"distribution\":\"zipfian\","
            + "\"shares\":{\"us-east-1\":50,\"eu-west-1\":50},\"itemBytes\":100,\"reads\":50}");
    Await.until(
        "both regions read and write",
        SOON,
        () -> {
          JsonNode snapshot = snapshot();
          JsonNode regions = snapshot.path("regions");
          return snapshot.path("load").path("running").asBoolean()
              && all(regions)
                  .allMatch(
                      region ->
                          region.path("writesPerSecond").asDouble() > 0
                              && region.path("readsPerSecond").asDouble() > 0
                              && region.path("p99Millis").asDouble() > 0);
        });
    JsonNode load = snapshot().path("load");
    assertThat(load.path("running").asBoolean()).isTrue();
    assertThat(load.path("plan").path("distribution").asText()).isEqualTo("zipfian");
    assertThat(all(load.path("regions")).mapToInt(each -> each.path("errors").asInt()))
        .containsOnly(0);

    ask("DELETE", "/api/load", "");
    Await.until("it is over", SOON, () -> !snapshot().path("load").path("running").asBoolean());
    Await.until(
        "nobody writes",
        SOON,
        () ->
            all(snapshot().path("regions"))
                .allMatch(region -> region.path("writesPerSecond").asDouble() == 0));
    assertThat(marks()).contains("load");
  }

  @Test
  void aScenarioRunsAndIsMarked() throws Exception {
    JsonNode started =
        ask("POST", "/api/scenario", "at 0s latency us-east-1 eu-west-1 3ms\nat 1s reset\n");
    assertThat(started.path("steps").size()).isEqualTo(2);
    Await.until(
        "it is done",
        SOON,
        () -> snapshot().path("scenario").path("state").asText().equals("done"));
    assertThat(marks()).contains("scenario");
  }

  @Test
  void whatIsWrittenIsListedAndTheLogTellsOfIt() throws Exception {
    HttpResponse<InputStream> records =
        HTTP.send(
            request("GET", "/api/records?table=demo&region=" + EU, "").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(records.statusCode()).isEqualTo(200);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(records.body(), StandardCharsets.UTF_8))) {
      String item = "{\"pk\":{\"S\":\"told\"},\"v\":{\"N\":\"7\"}}";
      ask(
          "POST",
          "/api/item",
          "{\"region\":\"%s\",\"table\":\"%s\",\"item\":%s}".formatted(US, TABLE, item));
      String line = lines.readLine();
      while (!line.contains("\"told\"")) {
        line = lines.readLine();
      }
      JsonNode batch = JSON.readTree(line.substring("data:".length()));
      assertThat(all(batch.path("records")).map(record -> record.path("origin").asText()))
          .contains(US);
      JsonNode page = ask("GET", "/api/items?table=demo&limit=100&region=" + EU, "");
      assertThat(page.path("items").findValues("pk")).contains(JSON.readTree("{\"S\":\"told\"}"));
    }
    JsonNode table = all(ask("GET", "/api/tables", "").path("tables")).findFirst().orElseThrow();
    assertThat(table.path("name").asText()).isEqualTo(TABLE);
    assertThat(table.path("policy").asText()).isEqualTo("last-writer-wins");
    assertThat(table.path("regions").size()).isEqualTo(2);
  }

  private static Stream<JsonNode> all(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all.stream();
  }

  private static List<JsonNode> conflictsOf(JsonNode key) throws IOException {
    return all(ask("GET", "/api/conflicts?table=demo", ""))
        .filter(conflict -> conflict.path("key").equals(key))
        .toList();
  }

  private static JsonNode held(JsonNode key) throws IOException {
    String text = URLEncoder.encode(key.toString(), StandardCharsets.UTF_8);
    return ask("GET", "/api/item?table=demo&key=" + text, "");
  }

  private static JsonNode written(JsonNode key) throws IOException {
    return held(key).path("regions").path(0).path("item").path("writtenIn");
  }

  private static List<String> marks() throws IOException {
    return ask("GET", "/api/history", "").path("marks").findValuesAsText("kind");
  }

  private static List<JsonNode> links() throws IOException {
    return all(snapshot().path("links")).toList();
  }

  /** The next one that pages are told. */
  private static JsonNode snapshot() throws IOException {
    try {
      HttpResponse<InputStream> events =
          HTTP.send(
              request("GET", "/api/events", "").build(), HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
        String line = lines.readLine();
        while (!line.startsWith("event: snapshot")) {
          line = lines.readLine();
        }
        return JSON.readTree(lines.readLine().substring("data:".length()));
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  private static JsonNode ask(String method, String path, String body) throws IOException {
    try {
      HttpResponse<String> reply =
          HTTP.send(request(method, path, body).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).as("%s %s: %s", method, path, reply.body()).isEqualTo(200);
      return JSON.readTree(reply.body());
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  private static HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.consolePort() + path))
        .header("Content-Type", "application/json")
        .header("X-Pangaea-Console", "1")
        .timeout(SOON)
        .method(method, BodyPublishers.ofString(body));
  }
}
