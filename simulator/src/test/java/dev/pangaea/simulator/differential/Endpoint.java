package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One of the two that are compared, spoken to in plain HTTP. What was not taken in, or is not known
 * to be, since nobody is there for it just now, is sent again, as by every client.
 */
record Endpoint(URI address, HttpClient http) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGES_MAX = 1000;
  private static final int NOT_NOW = 503;
  private static final Duration BUSY_MAX = Duration.ofMinutes(1);
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  /** The answer, and with a statement that is read in pages those to all of them. */
  Answer call(Call call) throws IOException, InterruptedException {
    if (!call.isPaged()) {
      HttpResponse<String> reply = send(call);
      return Answer.of(call, reply.statusCode(), JSON.readTree(reply.body()));
    }
    return pages(call);
  }

  /** The body of an answer as it came; the request has to succeed. */
  JsonNode body(Call call) throws IOException, InterruptedException {
    HttpResponse<String> reply = send(call);
    if (reply.statusCode() != 200) {
      throw new AssertionError(call + " was answered " + reply.body());
    }
    return JSON.readTree(reply.body());
  }

  /** All pages as one, so that it does not matter where each ends. */
  private Answer pages(Call call) throws IOException, InterruptedException {
    ArrayNode items = JSON.createArrayNode();
    Call next = call;
    for (int page = 0; page < PAGES_MAX; page++) {
      HttpResponse<String> reply = send(next);
      JsonNode body = JSON.readTree(reply.body());
      if (reply.statusCode() != 200) {
        return Answer.of(call, reply.statusCode(), body);
      }
      body.path("Items").forEach(items::add);
      if (!body.has("NextToken")) {
        return Answer.of(call, 200, JSON.createObjectNode().set("Items", items));
      }
      next = call.with("NextToken", body.get("NextToken").asText());
    }
    throw new AssertionError("the pages do not end: " + call);
  }

  private HttpResponse<String> send(Call call) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", call.target())
            .header("X-Amz-Date", "20260101T000000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(call.body().toString()))
            .build();
    long until = System.nanoTime() + BUSY_MAX.toNanos();
    HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
    while (reply.statusCode() == NOT_NOW && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      reply = http.send(request, HttpResponse.BodyHandlers.ofString());
    }
    return reply;
  }
}
