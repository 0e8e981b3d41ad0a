package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.json.Json;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Which tables there are, each as the first region that has it describes it. */
final class TableList {
  static final int TABLES_MAX = 100;
  private static final String POLICY_TAG = "pangaea:conflict-policy";
  private static final String USUAL_POLICY = "last-writer-wins";

  private final Regions regions;
  private final Supplier<List<String>> known;

  /**
   * @param known the users' tables of which regions tell, however many there are
   */
  TableList(Regions regions, Supplier<List<String>> known) {
    this.regions = regions;
    this.known = known;
  }

  /**
   * @param more whether a region has more than it was asked for
   */
  private record Listed(Map<String, List<Region>> members, boolean more) {}

  /** The regions that have each table, of those that answer; fails if none does. */
  Future<Map<String, List<Region>>> members() {
    return listed().map(Listed::members);
  }

  private Future<Listed> listed() {
    List<Future<ObjectNode>> asked =
        regions.all().stream()
            .map(
                region ->
                    regions.operation(region, "ListTables", Json.object().put("Limit", TABLES_MAX)))
            .toList();
    return Future.join(asked)
        .otherwiseEmpty()
        .map(
            _ -> {
              if (asked.stream().noneMatch(Future::succeeded)) {
                throw new RefusedException(502, "no region answers");
              }
              Map<String, List<Region>> members = new TreeMap<>();
              boolean more = false;
              for (int index = 0; index < asked.size(); index++) {
                if (asked.get(index).succeeded()) {
                  more |= asked.get(index).result().has("LastEvaluatedTableName");
                  for (JsonNode name : asked.get(index).result().path("TableNames")) {
                    members
                        .computeIfAbsent(name.asText(), _ -> new ArrayList<>())
                        .add(regions.all().get(index));
                  }
                }
              }
              return new Listed(members, more);
            });
  }

  /**
   * The first of them by name as {@code tables}, and as {@code leftOut} how many others are known.
   */
  Future<JsonNode> all() {
    return listed()
        .compose(
            listed -> {
              List<Future<ObjectNode>> described = new ArrayList<>();
              listed.members().forEach((table, of) -> described.add(table(table, of)));
              return Future.join(described)
                  .otherwiseEmpty()
                  .map(
                      _ -> {
                        ObjectNode json = Json.object();
                        json.set(
                            "tables",
                            Json.array(
                                described.stream()
                                    .filter(Future::succeeded)
                                    .map(Future::result)
                                    .toList(),
                                table -> table));
                        return json.put("leftOut", leftOut(listed));
                      });
            });
  }

  /** At least one where a region said so, though nobody has told of it yet. */
  private long leftOut(Listed listed) {
    long others = known.get().stream().filter(name -> !listed.members().containsKey(name)).count();
    return listed.more() ? Math.max(1, others) : 0;
  }

  /** The key of a table: {@code [{"name","type","role"}]}. */
  Future<ArrayNode> key(String table, Region region) {
    return describe(table, region)
        .map(description -> key(description, description.path("KeySchema")));
  }

  private Future<ObjectNode> table(String table, List<Region> members) {
    return describe(table, members.getFirst())
        .compose(
            description ->
                policy(members.getFirst(), description)
                    .map(policy -> table(table, description, members, policy)));
  }

  private Future<JsonNode> describe(String table, Region region) {
    return regions
        .operation(region, "DescribeTable", Json.object().put("TableName", table))
        .map(reply -> reply.path("Table"));
  }

  /** Empty for a table that has no tags. */
  private Future<String> policy(Region region, JsonNode description) {
    ObjectNode whose = Json.object().put("ResourceArn", description.path("TableArn").asText());
    return regions
        .operation(region, "ListTagsOfResource", whose)
        .map(
            reply -> {
              for (JsonNode tag : reply.path("Tags")) {
                if (tag.path("Key").asText().equals(POLICY_TAG)) {
                  return tag.path("Value").asText();
                }
              }
              return USUAL_POLICY;
            })
        .otherwise("");
  }

  private static ObjectNode table(
      String name, JsonNode description, List<Region> members, String policy) {
    ObjectNode json = Json.object().put("name", name);
    json.set("keySchema", key(description, description.path("KeySchema")));
    ArrayNode indexes = json.putArray("indexes");
    for (String kind : new String[] {"Global", "Local"}) {
      for (JsonNode index : description.path(kind + "SecondaryIndexes")) {
        ObjectNode one = indexes.addObject().put("name", index.path("IndexName").asText());
        one.put("kind", kind.equals("Global") ? "global" : "local");
        one.set("keySchema", key(description, index.path("KeySchema")));
      }
    }
    ArrayNode regions = json.putArray("regions");
    members.forEach(member -> regions.add(member.name()));
    return policy.isEmpty() ? json.putNull("policy") : json.put("policy", policy);
  }

  private static ArrayNode key(JsonNode description, JsonNode schema) {
    Map<String, String> types = new HashMap<>();
    description
        .path("AttributeDefinitions")
        .forEach(
            each ->
                types.put(
                    each.path("AttributeName").asText(), each.path("AttributeType").asText()));
    ArrayNode key = Json.array();
    for (JsonNode each : schema) {
      String name = each.path("AttributeName").asText();
      key.addObject()
          .put("name", name)
          .put("type", types.get(name))
          .put("role", each.path("KeyType").asText());
    }
    return key;
  }
}
