package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What an endpoint answered, without what may differ between two that are both right: the order of
 * a set's elements and of a scan's items. Numbers are told by value: DynamoDB Local leaves nested
 * ones as they came.
 *
 * @param error the error's name; empty for a success
 * @param body a success's body in one form, an error's message
 */
record Answer(int status, String error, String body) {
  private static final List<String> NUMBER = List.of("N");
  private static final Set<String> SETS = Set.of("SS", "NS", "BS");

  static Answer of(Call call, int status, JsonNode body) {
    if (status == 200) {
      return new Answer(status, "", canonical(body, call.isUnordered()).toString());
    }
    String type = body.path("__type").asText();
    String message = body.path("message").asText(body.path("Message").asText());
    String reasons =
        body.has("CancellationReasons")
            ? " " + canonical(body.get("CancellationReasons"), false)
            : "";
    String item = body.has("Item") ? " " + canonical(body.get("Item"), false) : "";
    return new Answer(status, type.substring(type.indexOf('#') + 1), message + reasons + item);
  }

  boolean succeeded() {
    return status == 200;
  }

  static JsonNode canonical(JsonNode node, boolean unordered) {
    if (node.isObject()) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      names.sort(Comparator.naturalOrder());
      if (names.equals(NUMBER) && node.get("N").isTextual()) {
        return sorted.put(
            "N", new BigDecimal(node.get("N").asText()).stripTrailingZeros().toPlainString());
      }
      for (String name : names) {
        boolean free =
            SETS.contains(name)
                || unordered && (name.equals("Items") || !name.equals("L"))
                || name.equals("ConsumedCapacity");
        sorted.set(
            name,
            free ? inAnyOrder(node.get(name), unordered) : canonical(node.get(name), unordered));
      }
      return sorted;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(canonical(element, unordered)));
      return array;
    }
    return node.isNumber() ? JsonNodeFactory.instance.numberNode(node.asDouble()) : node;
  }

  private static JsonNode inAnyOrder(JsonNode node, boolean unordered) {
    if (!node.isArray()) {
      return canonical(node, unordered);
    }
    List<JsonNode> elements = new ArrayList<>();
    node.forEach(element -> elements.add(canonical(element, unordered)));
    elements.sort(Comparator.comparing(JsonNode::toString));
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    elements.forEach(array::add);
    return array;
  }
}
