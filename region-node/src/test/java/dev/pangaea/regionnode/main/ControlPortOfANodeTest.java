package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.api.http.SdkClients;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What the control port of a whole node tells of writes that came in over its API. */
@Timeout(120)
class ControlPortOfANodeTest {

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = Http1.client();
  private RegionNode node;
  private DynamoDbClient api;

  @BeforeEach
  void start() throws IOException {
    node =
        RegionNode.start(
            vertx,
            NodeAlone.settings(folder, 2, true),
            new MemoryRegionLog(InstantSource.system()),
            NodeAlone::onFailure);
    api = SdkClients.of(node.apiPort(), DynamoDbClient.builder());
    api.createTable(
        table ->
            table
                .tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build()));
    awaitTable();
  }

  private void awaitTable() {
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (api.describeTable(table -> table.tableName("orders")).table().tableStatus()
        != TableStatus.ACTIVE) {
      assertThat(System.nanoTime()).as("waited 60 s").isLessThan(bound);
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() {
    api.close();
    http.close();
    node.close();
    vertx.close().await();
  }

  private void put(String key) {
    api.putItem(put -> put.tableName("orders").item(Map.of("pk", AttributeValue.fromS(key))));
  }

  private URI control(String path) {
    return URI.create("http://" + NodeAlone.HOST + ":" + node.controlPort() + path);
  }

  private String item(String key) throws IOException, InterruptedException {
    String json = URLEncoder.encode("{\"pk\":{\"S\":\"" + key + "\"}}", StandardCharsets.UTF_8);
    HttpResponse<String> shown =
        http.send(
            HttpRequest.newBuilder(control("/items?table=orders&key=" + json)).build(),
            BodyHandlers.ofString());
    assertThat(shown.statusCode()).isEqualTo(200);
    return shown.body();
  }

  @Test
  void anItemIsThereAsSoonAsItsWriteIsAcknowledgedAndItsTombstoneAfterIt() throws Exception {
    assertThat(item("a")).contains("\"deleted\":false,\"version\":null");
    put("a");
    assertThat(item("a")).contains("\"item\":{\"pk\":{\"S\":\"a\"}}", "\"origin\":\"us-east-1\"");
    api.deleteItem(
        delete -> delete.tableName("orders").key(Map.of("pk", AttributeValue.fromS("a"))));
    assertThat(item("a")).contains("\"item\":null,\"deleted\":true", "\"origin\":\"us-east-1\"");
  }

  @Test
  void whoListensToTheLogHearsOfWritesAsTheyAreFolded() throws Exception {
    HttpResponse<InputStream> records =
        http.send(
            HttpRequest.newBuilder(control("/records?table=orders")).build(),
            BodyHandlers.ofInputStream());
    assertThat(records.statusCode()).isEqualTo(200);
    put("b");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(records.body(), StandardCharsets.UTF_8));
    String told = lines.lines().filter(line -> line.contains("\"kind\":\"put\"")).findFirst().get();
    assertThat(told)
        .contains("\"key\":{\"pk\":{\"S\":\"b\"}}", "\"replicated\":false,\"outcome\":null");
    String version = told.replaceAll(".*\"version\":\"([^\"]+)\".*", "$1");
    assertThat(item("b")).contains("\"version\":\"" + version + "\"");
    records.body().close();
  }

  /** Heartbeats are entries too, so logs grow by themselves. */
  @Test
  void theMetricsSayHowLongATablesLogsAre() throws Exception {
    long before = entriesByStatus();
    put("c");
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (entriesByMetrics("orders") <= before) {
      assertThat(System.nanoTime()).as("waited 60 s").isLessThan(bound);
    }
    assertThat(entriesByMetrics("orders")).isLessThanOrEqualTo(entriesByStatus());
    assertThat(entriesByMetrics("pangaea.catalog")).isPositive();
  }

  private long entriesByStatus() throws IOException, InterruptedException {
    JsonNode status = new ObjectMapper().readTree(text("/status"));
    long orders = status.at("/tables/0/storeNumber").asLong();
    long entries = 0;
    for (JsonNode partition : status.path("partitions")) {
      if (partition.path("table").asLong() == orders) {
        entries += partition.path("nextOffset").asLong();
      }
    }
    return entries;
  }

  private double entriesByMetrics(String table) throws IOException, InterruptedException {
    String series =
        "pangaea_table_log_entries{region=\"us-east-1\",table=\"%s\"} ".formatted(table);
    return text("/metrics")
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElse(0);
  }

  private String text(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(control(path)).build(), BodyHandlers.ofString()).body();
  }
}
