package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A cut that outlasts the log's retention: an alarm, and a copy of what the log no longer has. */
@OnSharedRegions
class LostRecordsIT {
  private static final String TABLE = "forgotten";
  private static final Duration BOUND = Await.LONG;
  private static final ObjectMapper JSON = new ObjectMapper();

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) throws Exception {
    regions = shared;
    regions.createGlobalTable(TABLE);
  }

  @Test
  void whatALogLostDuringACutIsAnAlarmAndThenACopy() throws Exception {
    put(regions.us, "item-", 0, 100);
    regions.awaitConverged(TABLE);

    regions.links.partition(List.of("us-east-1", "eu-west-1"));
    put(regions.us, "item-", 50, 150);
    put(regions.us, "us-", 0, 100);
    put(regions.eu, "item-", 80, 120);
    delete(regions.us, "item-", 0, 30);
    LostRecords.drop("127.0.0.1:" + regions.us.kafkaPort, regions.us.name, TABLE);
    assertThat(needsCopy()).isEmpty();
    regions.links.heal();

    Await.until("the replicator's alarm is up", BOUND, () -> !needsCopy().isEmpty());
    assertThat(needsCopy()).isSubsetOf("behind_retention");
    regions.awaitConverged(TABLE);
    Await.until("the replicator's alarm is down", BOUND, () -> needsCopy().isEmpty());
    Await.until("the node's alarm is down", BOUND, () -> awaitedCopies() == 0);

    JsonNode digest = JSON.readTree(regions.digest(regions.eu, TABLE));
    assertThat(digest.get("items").asLong()).isEqualTo(220);
    put(regions.us, "after-", 0, 20);
    regions.awaitConverged(TABLE);
  }

  private static void put(RegionProcesses region, String prefix, int from, int to) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      for (int index = from; index < to; index++) {
        Map<String, AttributeValue> item =
            Map.of("pk", text(prefix + index), "value", text(region.name));
        client.putItem(request -> request.tableName(TABLE).item(item));
      }
    }
  }

  private static void delete(RegionProcesses region, String prefix, int from, int to) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      for (int index = from; index < to; index++) {
        Map<String, AttributeValue> key = Map.of("pk", text(prefix + index));
        client.deleteItem(request -> request.tableName(TABLE).key(key));
      }
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /** Why the table's log cannot be followed, by the replicator of eu-west-1. */
  private List<String> needsCopy() throws IOException {
    JsonNode status = JSON.readTree(regions.get(regions.eu.replicatorPort, "/status"));
    for (JsonNode table : status.at("/links/0/tables")) {
      if (table.get("table").asText().equals(TABLE)) {
        return JSON.convertValue(
            table.get("needsCopy"),
            JSON.getTypeFactory().constructCollectionType(List.class, String.class));
      }
    }
    throw new IOException("no status of " + TABLE + " yet");
  }

  private int awaitedCopies() throws IOException {
    return JSON.readTree(regions.get(regions.eu.controlPort, "/status"))
        .get("awaitedCopies")
        .size();
  }
}
