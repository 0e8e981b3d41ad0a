package dev.pangaea.simulator.client;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.http.Http1;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls of APIs and control ports, each of which ends within a bound. Threads may share it. */
public final class HttpCalls implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = Http1.builder().connectTimeout(TIMEOUT).build();

  public record Reply(int status, String body) {
    public boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /** The same of what is no text. */
  public record BytesReply(int status, Bytes body) {
    public boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /** Asks a region's API as any DynamoDB client does. */
  public Reply operation(String region, URI endpoint, String operation, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=pangaea/20260101/"
                    + region
                    + "/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature="
                    + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Reply call(String method, URI resource, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(resource).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Gets what is no text. */
  public BytesReply bytes(URI resource) throws IOException, InterruptedException {
    HttpResponse<byte[]> reply =
        http.send(
            HttpRequest.newBuilder(resource).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new BytesReply(reply.statusCode(), Bytes.owning(reply.body()));
  }

  /** Gets what is answered only when something happens, or after that time. */
  public Reply await(URI resource, Duration wait) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(resource), TIMEOUT.plus(wait));
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return send(request, TIMEOUT);
  }

  private Reply send(HttpRequest.Builder request, Duration timeout)
      throws IOException, InterruptedException {
    HttpResponse<String> reply =
        http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(reply.statusCode(), reply.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
