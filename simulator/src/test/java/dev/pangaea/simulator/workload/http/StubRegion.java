package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Just enough of DynamoDB for one table with items that become visible at replicas after a delay.
 * Thread-safe.
 */
final class StubRegion {
  private record Stored(JsonNode item, long visibleNanos) {}

  private record Replica(StubRegion region, long delayNanos) {}

  static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_FOUND =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"no table\"}";

  private final ConcurrentMap<String, Stored> items = new ConcurrentHashMap<>();
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final List<Replica> candidates = new CopyOnWriteArrayList<>();
  private final List<String> operations = new CopyOnWriteArrayList<>();
  private volatile boolean table;

  /** Names the region that UpdateTable may add. */
  void replicatesTo(StubRegion region, long delayNanos) {
    candidates.add(new Replica(region, delayNanos));
  }

  /** A copy of every operation but reads and writes of items, in the order of their coming. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  int itemCount() {
    return items.size();
  }

  StubReply answer(String operation, String body) throws Exception {
    JsonNode request = JSON.readTree(body);
    if (!operation.endsWith("Item")) {
      operations.add(operation);
    }
    if (!table && !operation.equals("CreateTable")) {
      return new StubReply(400, NOT_FOUND);
    }
    return switch (operation) {
      case "CreateTable", "UpdateTable" -> {
        table = true;
        if (operation.equals("UpdateTable")) {
          candidates.forEach(replica -> replica.region.table = true);
          replicas.addAll(candidates);
        }
        yield new StubReply(200, "{\"TableDescription\":{}}");
      }
      case "DescribeTable" -> new StubReply(200, "{\"Table\":{\"TableStatus\":\"ACTIVE\"}}");
      case "PutItem" -> {
        put(request.path("Item"), System.nanoTime());
        yield new StubReply(200, "{}");
      }
      case "GetItem" -> get(request.at("/Key/pk/S").asText());
      default -> new StubReply(400, "{\"__type\":\"x#UnknownOperationException\"}");
    };
  }

  private void put(JsonNode item, long nowNanos) {
    items.put(item.at("/pk/S").asText(), new Stored(item, nowNanos));
    for (Replica replica : replicas) {
      replica.region.items.put(
          item.at("/pk/S").asText(), new Stored(item, nowNanos + replica.delayNanos));
    }
  }

  private StubReply get(String key) throws Exception {
    Stored stored = items.get(key);
    boolean visible = stored != null && stored.visibleNanos - System.nanoTime() <= 0;
    return new StubReply(
        200, visible ? "{\"Item\":" + JSON.writeValueAsString(stored.item) + "}" : "{}");
  }
}
