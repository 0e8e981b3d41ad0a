package dev.pangaea.simulator.lag.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What stands in a status: a field that must be there and is not makes all of it nonsense. */
final class Fields {
  private Fields() {}

  static JsonNode of(JsonNode parent, String name) {
    JsonNode found = parent.get(name);
    if (found == null) {
      throw new IllegalArgumentException("its status has no " + name);
    }
    return found;
  }

  static String text(JsonNode parent, String name) {
    return of(parent, name).asText();
  }

  static long number(JsonNode parent, String name) {
    return of(parent, name).asLong();
  }

  static Stream<JsonNode> list(JsonNode parent, String name) {
    return StreamSupport.stream(of(parent, name).spliterator(), false);
  }

  static OptionalLong optionalLong(JsonNode parent, String name) {
    JsonNode found = parent.path(name);
    return found.isNumber() ? OptionalLong.of(found.asLong()) : OptionalLong.empty();
  }

  static OptionalDouble optionalDouble(JsonNode parent, String name) {
    JsonNode found = parent.path(name);
    return found.isNumber() ? OptionalDouble.of(found.asDouble()) : OptionalDouble.empty();
  }
}
