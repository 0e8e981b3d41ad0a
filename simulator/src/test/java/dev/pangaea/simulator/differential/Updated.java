package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * What an update tells of the attributes that it changed.
 *
 * @param attributes an item's, or of each only what was changed
 * @param rest all other members of the answer
 */
record Updated(JsonNode attributes, JsonNode rest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Updated of(Answer answer) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(answer.body());
      JsonNode attributes = body.path("Attributes");
      body.remove("Attributes");
      return new Updated(attributes, body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether it tells nothing else, and of maps and lists no more. */
  boolean isPartOf(Updated other) {
    return rest.equals(other.rest) && areAmong(attributes, other.attributes);
  }

  private static boolean areAmong(JsonNode some, JsonNode all) {
    for (Map.Entry<String, JsonNode> each : some.properties()) {
      JsonNode value = all.path(each.getKey());
      if (!isPart(each.getValue(), value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(JsonNode value, JsonNode of) {
    if (value.has("M") && of.has("M")) {
      return areAmong(value.get("M"), of.get("M"));
    }
    if (value.has("L") && of.has("L")) {
      Iterator<JsonNode> left = of.get("L").iterator();
      for (JsonNode element : value.get("L")) {
        if (!isFound(element, left)) {
          return false;
        }
      }
      return true;
    }
    return value.equals(of);
  }

  private static boolean isFound(JsonNode element, Iterator<JsonNode> left) {
    while (left.hasNext()) {
      if (isPart(element, left.next())) {
        return true;
      }
    }
    return false;
  }
}
