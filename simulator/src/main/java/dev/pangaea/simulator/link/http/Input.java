package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.link.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The JSON object of a request, field by field. What is of the wrong type or value is a bad
 * request.
 */
record Input(ObjectNode fields) {
  static Input of(String body) {
    return of(Json.parse(body));
  }

  /** No body at all is an object without fields. */
  static Input optional(String body) {
    return body.isBlank() ? new Input(Json.object()) : of(body);
  }

  static Input of(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      return new Input(object);
    }
    throw ControlException.badBody("not an object");
  }

  /** Makes a value whose constructor rejects what is out of range. */
  static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException rejected) {
      throw ControlException.badBody(rejected.getMessage());
    }
  }

  Optional<String> text(String field) {
    return present(field)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw ControlException.badBody(field + " is not a string");
              }
              return node.textValue();
            });
  }

  Optional<Boolean> flag(String field) {
    return present(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw ControlException.badBody(field + " is not a boolean");
              }
              return node.booleanValue();
            });
  }

  OptionalLong whole(String field) {
    Optional<JsonNode> node = present(field);
    if (node.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!node.get().isIntegralNumber() || !node.get().canConvertToLong()) {
      throw ControlException.badBody(field + " is not a whole number");
    }
    return OptionalLong.of(node.get().longValue());
  }

  Optional<Double> number(String field) {
    return present(field)
        .map(
            node -> {
              if (!node.isNumber()) {
                throw ControlException.badBody(field + " is not a number");
              }
              return node.doubleValue();
            });
  }

  Optional<Input> object(String field) {
    return present(field)
        .map(
            node -> {
              if (!node.isObject()) {
                throw ControlException.badBody(field + " is not an object");
              }
              return of(node);
            });
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : present(field).orElseThrow(() -> ControlException.missingField(field))) {
      if (!node.isTextual()) {
        throw ControlException.badBody(field + " is not a list of strings");
      }
      texts.add(node.textValue());
    }
    return texts;
  }

  Optional<Address> address(String field) {
    return text(field).map(text -> checked(() -> Address.parse(text)));
  }

  /** The field {@code direction}; both ways when it is not there. */
  Cut direction() {
    return text("direction")
        .map(
            word ->
                Cut.parse(word)
                    .filter(cut -> cut != Cut.NONE)
                    .orElseThrow(
                        () ->
                            ControlException.badBody(
                                "direction can be upstream, downstream or both")))
        .orElse(Cut.BOTH);
  }

  private Optional<JsonNode> present(String field) {
    return Optional.ofNullable(fields.get(field)).filter(node -> !node.isNull());
  }
}
