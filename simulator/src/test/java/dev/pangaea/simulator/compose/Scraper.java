package dev.pangaea.simulator.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.http.Http1;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The Prometheus of the project, asked by HTTP. */
record Scraper(URI api) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = Http1.client();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How each place that it is to scrape is; nothing before it answers. */
  Map<String, String> healthByPlace() {
    Map<String, String> health = new TreeMap<>();
    for (JsonNode target : get("/api/v1/targets?state=active").at("/data/activeTargets")) {
      health.put(target.at("/labels/instance").asText(), target.path("health").asText());
    }
    return health;
  }

  /** Whether it has rules, and has worked out all of them. */
  boolean rulesAreWorkedOut() {
    JsonNode groups = get("/api/v1/rules").at("/data/groups");
    Predicate<JsonNode> well = rule -> rule.path("health").asText().equals("ok");
    return !groups.isEmpty()
        && groups.valueStream().flatMap(group -> group.path("rules").valueStream()).allMatch(well);
  }

  private JsonNode get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE).build();
      return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    } catch (IOException notYet) {
      return JSON.createObjectNode();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
