package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.json.Json;
import dev.pangaea.dashboards.console.json.UnreadableException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The regions as a person acts on them: by their API as any client does, and by control ports. */
final class Regions {
  private static final long MILLIS_MAX = 5000;
  private static final String SIGNATURE = "0".repeat(64);

  private final ConsoleSettings settings;
  private final Calls calls;

  Regions(ConsoleSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  List<Region> all() {
    return settings.regions();
  }

  Region region(String name) {
    return all().stream()
        .filter(region -> region.name().equals(name))
        .findAny()
        .orElseThrow(() -> new RefusedException(404, "there is no region " + name));
  }

  /** What an operation of DynamoDB answers; fails with what it complains of. */
  Future<ObjectNode> operation(Region region, String operation, ObjectNode request) {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.0",
            "X-Amz-Target",
            "DynamoDB_20120810." + operation,
            "X-Amz-Date",
            "20260101T000000Z",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=pangaea/20260101/"
                + region.name()
                + "/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target,"
                + " Signature="
                + SIGNATURE);
    return call(region.name(), HttpMethod.POST, region.api(), "/", headers, request.toString())
        .map(Regions::understood);
  }

  /** What a node's control port answers, whatever its status. */
  Future<Calls.Reply> control(Region region, HttpMethod method, String path) {
    return call(region.name(), method, region.control(), path, Map.of(), "");
  }

  /** What link control answers; fails with what it complains of. */
  Future<Calls.Reply> links(HttpMethod method, String path, String body) {
    URI control =
        settings
            .linkControl()
            .orElseThrow(() -> new RefusedException(409, "links cannot be steered from here"));
    return call("link control", method, control, path, Map.of(), body).map(Regions::accepted);
  }

  static String parameter(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Future<Calls.Reply> call(
      String who,
      HttpMethod method,
      URI base,
      String path,
      Map<String, String> headers,
      String body) {
    return calls
        .call(method, base, path, headers, body, MILLIS_MAX)
        .recover(_ -> Future.failedFuture(new RefusedException(502, who + " does not answer")));
  }

  private static ObjectNode understood(Calls.Reply reply) {
    ObjectNode body = object(reply.body());
    if (reply.isSuccess()) {
      return body;
    }
    String message = body.path("message").asText(body.path("Message").asText(""));
    String type = body.path("__type").asText("");
    String name = type.substring(type.indexOf('#') + 1);
    throw new RefusedException(reply.status(), message.isEmpty() ? name : name + ": " + message);
  }

  /** An empty object for what is none. */
  static ObjectNode object(String text) {
    try {
      return Json.read(text);
    } catch (UnreadableException none) {
      return Json.object();
    }
  }

  private static Calls.Reply accepted(Calls.Reply reply) {
    if (reply.isSuccess()) {
      return reply;
    }
    String error = object(reply.body()).path("error").asText("");
    throw new RefusedException(
        reply.status(), error.isEmpty() ? "link control says " + reply.status() : error);
  }
}
