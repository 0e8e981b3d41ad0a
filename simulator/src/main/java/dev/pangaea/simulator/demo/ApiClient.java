package dev.pangaea.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a region's API as any DynamoDB client does. */
final class ApiClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI endpoint;
  private final String authorization;

  ApiClient(String region, int port) {
    this.endpoint = URI.create("http://" + DemoSettings.HOST + ":" + port + "/");
    this.authorization =
        "AWS4-HMAC-SHA256 Credential=demo/20260101/"
            + region
            + "/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature="
            + "0".repeat(64);
  }

  /** The reply's body, whatever its status. */
  String call(String operation, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    http.close();
  }
}
