package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.json.Json;
import io.vertx.core.http.HttpServerResponse;

/** Answers to a page. */
final class Replies {
  private static final String JSON = "application/json";

  private Replies() {}

  static void json(HttpServerResponse response, JsonNode body) {
    json(response, 200, body);
  }

  static void json(HttpServerResponse response, int status, JsonNode body) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", JSON).end(body.toString());
    }
  }

  /**
   * @param reason for a person
   */
  static void refuse(HttpServerResponse response, int status, String reason) {
    json(response, status, Json.error(reason));
  }
}
