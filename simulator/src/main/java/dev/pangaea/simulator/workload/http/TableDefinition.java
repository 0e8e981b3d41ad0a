package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.TableShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The table that a load needs: as CreateTable makes it, and as DescribeTable shows it. */
record TableDefinition(
    String name, TableShape shape, boolean stream, SortedMap<String, String> tags) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACTIVE = "ACTIVE";
  private static final String INDEXES = "GlobalSecondaryIndexes";

  TableDefinition(String name, TableShape shape, boolean stream) {
    this(name, shape, stream, Collections.emptySortedMap());
  }

  /** The body of CreateTable: on demand, every index with all attributes of the items. */
  String createTable() {
    ObjectNode root = JSON.createObjectNode().put("TableName", name);
    ArrayNode attributes = root.putArray("AttributeDefinitions");
    keys().forEach(key -> attribute(attributes, key));
    keySchema(root, keys());
    root.put("BillingMode", "PAY_PER_REQUEST");
    if (stream) {
      root.putObject("StreamSpecification")
          .put("StreamEnabled", true)
          .put("StreamViewType", "NEW_AND_OLD_IMAGES");
    }
    if (shape.indexes() > 0) {
      ArrayNode indexes = root.putArray(INDEXES);
      for (int index = 1; index <= shape.indexes(); index++) {
        attribute(attributes, ItemShape.indexAttribute(index));
        ObjectNode node = indexes.addObject().put("IndexName", ItemShape.indexName(index));
        keySchema(node, List.of(ItemShape.indexAttribute(index)));
        node.putObject("Projection").put("ProjectionType", "ALL");
      }
    }
    if (!tags.isEmpty()) {
      ArrayNode list = root.putArray("Tags");
      tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    }
    return root.toString();
  }

  /** Whether a table whose tags ListTagsOfResource shows has those of this one. */
  boolean hasTags(JsonNode shown) {
    Map<String, String> there = new HashMap<>();
    for (JsonNode tag : shown.path("Tags")) {
      there.put(tag.path("Key").asText(), tag.path("Value").asText());
    }
    return there.entrySet().containsAll(tags.entrySet());
  }

  private List<String> keys() {
    return shape.sortKey()
        ? List.of(ItemShape.KEY_NAME, ItemShape.SORT_NAME)
        : List.of(ItemShape.KEY_NAME);
  }

  private static void attribute(ArrayNode attributes, String attribute) {
    attributes.addObject().put("AttributeName", attribute).put("AttributeType", "S");
  }

  private static void keySchema(ObjectNode to, List<String> keys) {
    ArrayNode schema = to.putArray("KeySchema");
    for (String key : keys) {
      String type = schema.isEmpty() ? "HASH" : "RANGE";
      schema.addObject().put("AttributeName", key).put("KeyType", type);
    }
  }

  /** Whether a table as DescribeTable shows it has the keys and the indexes of this one. */
  boolean fits(JsonNode table) {
    return table.path("KeySchema").findValuesAsText("AttributeName").equals(keys())
        && table.path(INDEXES).findValuesAsText("IndexName").containsAll(indexNames());
  }

  private List<String> indexNames() {
    List<String> names = new ArrayList<>();
    for (int index = 1; index <= shape.indexes(); index++) {
      names.add(ItemShape.indexName(index));
    }
    return names;
  }

  /** Whether a table as DescribeTable shows it can be used, with all its indexes. */
  static boolean active(JsonNode table) {
    return ACTIVE.equals(table.path("TableStatus").asText())
        && table.path(INDEXES).findValuesAsText("IndexStatus").stream().allMatch(ACTIVE::equals);
  }

  /** Keys and indexes in words. */
  String text() {
    return String.join(" and ", keys())
        + (shape.indexes() == 0 ? "" : ", indexes " + String.join(", ", indexNames()));
  }
}
