package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.http.Http1;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** A trigger of a region, by the control port of its node and by the table that it is kept in. */
final class TriggerDesk implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = Http1.client();
  private final RegionProcesses region;
  private final String name;

  private TriggerDesk(RegionProcesses region, String name) {
    this.region = region;
    this.name = name;
  }

  /**
   * @param rules further members of the request, as JSON
   */
  static TriggerDesk create(
      RegionProcesses region, String name, String table, String url, String rules)
      throws IOException {
    TriggerDesk desk = new TriggerDesk(region, name);
    String request =
        "{\"name\":\"%s\",\"table\":\"%s\",\"url\":\"%s\",%s}".formatted(name, table, url, rules);
    HttpResponse<String> made = desk.ask("POST", "/triggers", request);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(CREATED);
    return desk;
  }

  void change(String rules) throws IOException {
    HttpResponse<String> changed = ask("PATCH", "/triggers/" + name, "{" + rules + "}");
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(OK);
  }

  /** What it came to since it was made. */
  long count(String what) throws IOException {
    return status().get("counts").get(what).asLong();
  }

  /** Waits until progress is kept that was made after this call. */
  void awaitProgressKept() throws IOException {
    JsonNode now = status();
    long calls = now.get("counts").get("calls").asLong();
    String id = now.get("uuid").asText();
    Await.until(
        "progress of " + name + " is made and kept",
        Await.LONG,
        () -> kept(id).at("/counts/calls").asLong() > calls);
  }

  /** Waits until all that is written is done with, and that is kept. */
  void awaitKept() {
    Await.until("the progress of " + name + " is kept", Await.LONG, this::isKept);
  }

  /** Ends the trigger. */
  @Override
  public void close() throws IOException {
    HttpResponse<String> ended = ask("DELETE", "/triggers/" + name, "");
    http.close();
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(OK);
  }

  private boolean isKept() throws IOException {
    JsonNode status = status();
    for (JsonNode shard : status.get("shards")) {
      boolean idle = shard.get("open").asInt() == 0 && shard.get("iteratorAgeMillis").asLong() == 0;
      if (!idle) {
        return false;
      }
    }
    return status.get("counts").equals(kept(status.get("uuid").asText()).get("counts"));
  }

  private JsonNode kept(String id) throws IOException {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      GetItemResponse found =
          client.getItem(
              request ->
                  request
                      .tableName("pangaea.triggers")
                      .consistentRead(true)
                      .key(
                          Map.of(
                              "kind", AttributeValue.fromS("progress"),
                              "id", AttributeValue.fromS(id))));
      return found.hasItem() ? JSON.readTree(found.item().get("body").s()) : JSON.nullNode();
    } catch (SdkException notNow) {
      throw new IOException(notNow);
    }
  }

  private JsonNode status() throws IOException {
    HttpResponse<String> shown = ask("GET", "/triggers/" + name, "");
    if (shown.statusCode() != OK) {
      throw new IOException(shown.body());
    }
    return JSON.readTree(shown.body());
  }

  private HttpResponse<String> ask(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + region.controlPort + path))
            .timeout(BOUND)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new IOException(impatient);
    }
  }
}
