package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.json.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** What a person does to links and scenarios, in link control's words. */
final class LinkActions {
  private final Regions regions;

  LinkActions(Regions regions) {
    this.regions = regions;
  }

  /** Latency, jitter and bandwidth; what is not named stays, and null takes a bound away. */
  Future<JsonNode> shape(String link, ObjectNode wanted) {
    ObjectNode shape = Json.object();
    for (String name : new String[] {"latencyMillis", "jitterMillis"}) {
      if (wanted.has(name)) {
        shape.set(name, wanted.get(name));
      }
    }
    JsonNode bandwidth = wanted.get("bandwidthBytesPerSecond");
    if (bandwidth != null) {
      shape.set("bytesPerSecond", bandwidth.isNull() ? Json.object().numberNode(0) : bandwidth);
    }
    if (shape.isEmpty()) {
      throw new RefusedException(400, "say latencyMillis, jitterMillis or bandwidthBytesPerSecond");
    }
    return done(regions.links(HttpMethod.PATCH, path(link), shape.toString()));
  }

  Future<JsonNode> cut(String link) {
    return done(regions.links(HttpMethod.POST, path(link) + "/partition", ""));
  }

  Future<JsonNode> heal(String link) {
    return done(regions.links(HttpMethod.POST, path(link) + "/heal", ""));
  }

  /** Cuts every link between these regions, both ways. */
  Future<JsonNode> part(ObjectNode wanted) {
    if (wanted.path("regions").size() < 2) {
      throw new RefusedException(400, "say which regions: at least two");
    }
    ObjectNode between = Json.object();
    between.set("regions", wanted.get("regions"));
    return done(regions.links(HttpMethod.POST, "/partitions", between.toString()));
  }

  Future<JsonNode> healAll() {
    return done(regions.links(HttpMethod.DELETE, "/partitions", ""));
  }

  Future<JsonNode> startScenario(String text) {
    return scenario(HttpMethod.POST, text);
  }

  Future<JsonNode> stopScenario() {
    return scenario(HttpMethod.DELETE, "");
  }

  private Future<JsonNode> scenario(HttpMethod method, String text) {
    return done(regions.links(method, "/scenarios", text))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof RefusedException refused && refused.status() == 404
                        ? new RefusedException(503, "link control knows no scenarios")
                        : failure));
  }

  private static String path(String link) {
    return "/links/" + Regions.parameter(link).replace("+", "%20");
  }

  /** What came back; an empty object if it is none. */
  private static Future<JsonNode> done(Future<Calls.Reply> reply) {
    return reply.map(answer -> Regions.object(answer.body()));
  }
}
