package dev.pangaea.simulator.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The items of a table that expire, as one region writes and shows them. */
final class ExpiringItems implements AutoCloseable {
  private static final String UNTIL = "until";
  private static final Duration BOUND = Await.LONG;

  private final String region;
  private final String table;
  private final DynamoDbClient client;

  ExpiringItems(RegionProcesses region, String table) {
    this.region = region.name;
    this.table = table;
    this.client = TwoRegions.client(region);
  }

  String region() {
    return region;
  }

  String table() {
    return table;
  }

  static long nowSeconds() {
    return Instant.now().getEpochSecond();
  }

  /** Returns when a write would have a later time than one that is acknowledged, in any region. */
  static void awaitLater() {
    long now = System.currentTimeMillis();
    Await.until("time passes", BOUND, () -> System.currentTimeMillis() > now + 2);
  }

  void enable() {
    client.updateTimeToLive(
        request ->
            request
                .tableName(table)
                .timeToLiveSpecification(wanted -> wanted.enabled(true).attributeName(UNTIL)));
  }

  void awaitEnabled() {
    Await.until(
        region + " knows that items expire",
        BOUND,
        () ->
            client
                    .describeTimeToLive(request -> request.tableName(table))
                    .timeToLiveDescription()
                    .timeToLiveStatus()
                == TimeToLiveStatus.ENABLED);
  }

  static Map<String, AttributeValue> item(String key, String value, long until) {
    return Map.of("pk", text(key), "value", text(value), UNTIL, number(until));
  }

  void put(String key, String value, long until) {
    client.putItem(request -> request.tableName(table).item(item(key, value, until)));
  }

  /** The item must be there. */
  void extend(String key, long until) {
    client.updateItem(
        request ->
            request
                .tableName(table)
                .key(Map.of("pk", text(key)))
                .updateExpression("SET #until = :until")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeNames(Map.of("#until", UNTIL))
                .expressionAttributeValues(Map.of(":until", number(until))));
  }

  /** Changes another attribute. The item must be there. */
  void touch(String key, String value) {
    client.updateItem(
        request ->
            request
                .tableName(table)
                .key(Map.of("pk", text(key)))
                .updateExpression("SET #value = :value")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeNames(Map.of("#value", "value"))
                .expressionAttributeValues(Map.of(":value", text(value))));
  }

  void delete(String key) {
    client.deleteItem(request -> request.tableName(table).key(Map.of("pk", text(key))));
  }

  Optional<Map<String, AttributeValue>> get(String key) {
    return Optional.of(
            client
                .getItem(
                    request ->
                        request.tableName(table).key(Map.of("pk", text(key))).consistentRead(true))
                .item())
        .filter(item -> !item.isEmpty());
  }

  Map<String, Map<String, AttributeValue>> items() {
    TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
    TableScan.of(client, table).forEach(item -> items.put(item.get("pk").s(), item));
    return items;
  }

  /** Of the items whose keys begin so. */
  List<String> keys(String prefix) {
    return items().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public void close() {
    client.close();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
