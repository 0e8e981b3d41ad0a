package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** JSON trees in and out. */
public final class Json {
  private static final double TENTHS = 10;
  private static final int NESTING_MAX = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build());
  }

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static <T> ArrayNode array(Collection<T> values, Function<T, ? extends JsonNode> encode) {
    ArrayNode array = array();
    values.forEach(value -> array.add(encode.apply(value)));
    return array;
  }

  public static ObjectNode error(String message) {
    return object().put("error", message);
  }

  /** An object, or {@link UnreadableException}. */
  public static ObjectNode read(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException malformed) {
      throw new UnreadableException("no JSON: " + malformed.getOriginalMessage(), malformed);
    }
    throw new UnreadableException("no JSON object");
  }

  static JsonNode number(OptionalLong value) {
    return value.isPresent()
        ? JsonNodeFactory.instance.numberNode(value.getAsLong())
        : JsonNodeFactory.instance.nullNode();
  }

  /** With one digit after the point. */
  static JsonNode number(OptionalDouble value) {
    return value.isPresent()
        ? JsonNodeFactory.instance.numberNode(tenths(value.getAsDouble()))
        : JsonNodeFactory.instance.nullNode();
  }

  static double tenths(double value) {
    return Math.round(value * TENTHS) / TENTHS;
  }
}
