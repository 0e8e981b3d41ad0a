package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Just enough of DynamoDB for one table with items that become visible at replicas after a delay.
 * It knows the one update that the load makes, takes every condition as met, and finds items of a
 * query by looking at all. Thread-safe.
 */
final class StubRegion {
  private record Stored(JsonNode item, long visibleNanos) {}

  private record Replica(StubRegion region, long delayNanos) {}

  static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DATA_PLANE =
      List.of("PutItem", "GetItem", "UpdateItem", "Query", "GetRecords");
  private static final String NOT_FOUND =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"no table\"}";

  private final ConcurrentMap<String, Stored> items = new ConcurrentSkipListMap<>();
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final List<Replica> candidates = new CopyOnWriteArrayList<>();
  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final AtomicLong conditions = new AtomicLong();
  private final List<Stored> records = new CopyOnWriteArrayList<>();
  private volatile long recordDelayNanos;
  private volatile boolean table;
  private volatile JsonNode definition = JSON.createObjectNode();

  /** Names the region that UpdateTable may add. */
  void replicatesTo(StubRegion region, long delayNanos) {
    candidates.add(new Replica(region, delayNanos));
  }

  /** Records of the stream can be read that much later than the items. */
  void tellsRecordsAfter(long delayNanos) {
    recordDelayNanos = delayNanos;
  }

  /** A copy of every operation but reads and writes of items, in the order of their coming. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  List<JsonNode> items() {
    return items.values().stream().map(Stored::item).toList();
  }

  /** How many puts had a condition. */
  long conditions() {
    return conditions.get();
  }

  StubReply answer(String operation, String body) throws Exception {
    JsonNode request = JSON.readTree(body);
    if (!DATA_PLANE.contains(operation)) {
      operations.add(operation);
    }
    if (!table && !operation.equals("CreateTable")) {
      return new StubReply(400, NOT_FOUND);
    }
    return switch (operation) {
      case "CreateTable" -> {
        definition = request;
        table = true;
        yield new StubReply(200, "{\"TableDescription\":{}}");
      }
      case "UpdateTable" -> {
        candidates.forEach(replica -> replica.region.join(definition));
        replicas.addAll(candidates);
        yield new StubReply(200, "{\"TableDescription\":{}}");
      }
      case "DescribeTable" -> new StubReply(200, describe());
      case "ListTagsOfResource" ->
          new StubReply(200, "{\"Tags\":" + definition.withArray("Tags") + "}");
      case "PutItem" -> {
        conditions.addAndGet(request.has("ConditionExpression") ? 1 : 0);
        put(request.path("Item"), System.nanoTime());
        yield new StubReply(200, "{}");
      }
      case "UpdateItem" -> {
        update(request);
        yield new StubReply(200, "{}");
      }
      case "GetItem" -> get(request.path("Key"));
      case "DescribeStream" ->
          new StubReply(
              200,
              "{\"StreamDescription\":{\"Shards\":[{\"ShardId\":\"old\",\"SequenceNumberRange\":{\"EndingSequenceNumber\":\"7\"}},"
                  + "{\"ShardId\":\"open\",\"SequenceNumberRange\":{}}]}}");
      case "GetShardIterator" ->
          new StubReply(200, "{\"ShardIterator\":\"" + records.size() + "\"}");
      case "GetRecords" -> records(request.path("ShardIterator").asInt());
      case "Query" -> query(request);
      default -> new StubReply(400, "{\"__type\":\"x#UnknownOperationException\"}");
    };
  }

  private void join(JsonNode shared) {
    definition = shared;
    table = true;
  }

  private String describe() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode description = root.putObject("Table").put("TableStatus", "ACTIVE");
    description.put("TableArn", "table/" + definition.path("TableName").asText());
    description.set("KeySchema", definition.path("KeySchema"));
    if (definition.has("StreamSpecification")) {
      description.put("LatestStreamArn", "stream");
    }
    if (definition.has("GlobalSecondaryIndexes")) {
      description.set("GlobalSecondaryIndexes", definition.path("GlobalSecondaryIndexes"));
    }
    return root.toString();
  }

  private StubReply records(int from) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode page = root.putArray("Records");
    int next = from;
    while (next < records.size() && records.get(next).visibleNanos - System.nanoTime() <= 0) {
      page.addObject().putObject("dynamodb").set("Keys", records.get(next++).item);
    }
    root.put("NextShardIterator", Integer.toString(next));
    return new StubReply(200, root.toString());
  }

  private static String key(JsonNode item) {
    return item.at("/pk/S").asText() + "/" + item.at("/sk/S").asText();
  }

  private void put(JsonNode item, long nowNanos) {
    items.put(key(item), new Stored(item, nowNanos));
    records.add(new Stored(item, nowNanos + recordDelayNanos));
    for (Replica replica : replicas) {
      replica.region.items.put(key(item), new Stored(item, nowNanos + replica.delayNanos));
    }
  }

  private synchronized void update(JsonNode request) {
    Stored stored = items.get(key(request.path("Key")));
    ObjectNode item = stored == null ? request.path("Key").deepCopy() : stored.item.deepCopy();
    JsonNode values = request.path("ExpressionAttributeValues");
    long hits = item.at("/hits/N").asLong() + values.at("/:n/N").asLong();
    item.set("data", values.path(":d"));
    item.putObject("hits").put("N", Long.toString(hits));
    put(item, System.nanoTime());
  }

  private StubReply get(JsonNode key) throws Exception {
    Stored stored = items.get(key(key));
    boolean visible = stored != null && stored.visibleNanos - System.nanoTime() <= 0;
    return new StubReply(
        200, visible ? "{\"Item\":" + JSON.writeValueAsString(stored.item) + "}" : "{}");
  }

  private StubReply query(JsonNode request) {
    String attribute = request.path("KeyConditionExpression").asText().split(" ")[0];
    JsonNode value = request.at("/ExpressionAttributeValues/:k");
    ObjectNode root = JSON.createObjectNode();
    ArrayNode found = root.putArray("Items");
    items().stream()
        .filter(item -> item.path(attribute).equals(value))
        .limit(request.path("Limit").asLong())
        .forEach(found::add);
    root.put("Count", found.size()).put("ScannedCount", found.size());
    return new StubReply(200, root.toString());
  }
}
