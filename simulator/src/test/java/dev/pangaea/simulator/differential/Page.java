package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a Query or a Scan has found.
 *
 * @param items in their order; none if only their number was asked for
 * @param rest all other members of the answer
 */
record Page(List<JsonNode> items, JsonNode rest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Page of(Answer answer) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(answer.body());
      List<JsonNode> items = new ArrayList<>();
      body.path("Items").forEach(items::add);
      body.remove("Items");
      return new Page(List.copyOf(items), body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether both have looked at as much, whatever they made of it. */
  boolean isAsFarAs(Page other) {
    return rest.path("ScannedCount").equals(other.rest.path("ScannedCount"))
        && rest.path("LastEvaluatedKey").equals(other.rest.path("LastEvaluatedKey"));
  }

  /** Whether they differ at most in the order of items that have the same value there. */
  boolean isAsOrderedAs(Page other, String attribute) {
    return rest.equals(other.rest)
        && sorted().equals(other.sorted())
        && values(attribute).equals(other.values(attribute));
  }

  private List<JsonNode> sorted() {
    return items.stream().sorted(Comparator.comparing(JsonNode::toString)).toList();
  }

  private List<JsonNode> values(String attribute) {
    return items.stream().map(item -> item.path(attribute)).toList();
  }
}
