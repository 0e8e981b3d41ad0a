package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer to a control request. */
record Reply(int status, String contentType, String body) {
  private static final String JSON = "application/json";

  static Reply ok(JsonNode body) {
    return new Reply(200, JSON, body.toString());
  }

  static Reply created(JsonNode body) {
    return new Reply(201, JSON, body.toString());
  }

  static Reply noContent() {
    return new Reply(204, "", "");
  }

  static Reply text(int status, String contentType, String body) {
    return new Reply(status, contentType, body);
  }

  /** Toxiproxy's error body. */
  static Reply error(int status, String message) {
    return new Reply(status, JSON, Json.error(status, message).toString());
  }
}
