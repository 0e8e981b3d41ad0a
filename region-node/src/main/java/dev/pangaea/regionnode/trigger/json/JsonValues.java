package dev.pangaea.regionnode.trigger.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads JSON values. What is none is refused with an {@link IllegalArgumentException}. */
public final class JsonValues {
  private static final int DEPTH_MAX = 200;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
          .build();

  private JsonValues() {}

  public static JsonValue read(byte[] utf8) {
    try (JsonParser from = JSON.createParser(utf8)) {
      return document(from);
    } catch (IOException wrong) {
      throw new IllegalArgumentException("no JSON: " + firstLine(wrong), wrong);
    }
  }

  public static JsonValue read(String text) {
    try (JsonParser from = JSON.createParser(text)) {
      return document(from);
    } catch (IOException wrong) {
      throw new IllegalArgumentException("no JSON: " + firstLine(wrong), wrong);
    }
  }

  private static String firstLine(IOException wrong) {
    return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
  }

  private static JsonValue document(JsonParser from) throws IOException {
    JsonToken first = from.nextToken();
    if (first == null) {
      throw new IllegalArgumentException("no JSON: it is empty");
    }
    JsonValue value = value(first, from);
    if (from.nextToken() != null) {
      throw new IllegalArgumentException("no JSON: something follows it");
    }
    return value;
  }

  private static JsonValue value(JsonToken token, JsonParser from) throws IOException {
    return switch (token) {
      case START_OBJECT -> {
        TreeMap<String, JsonValue> members = new TreeMap<>();
        for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
          members.put(name, value(from.nextToken(), from));
        }
        yield new JsonValue.Members(members);
      }
      case START_ARRAY -> {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken next = from.nextToken();
            next != JsonToken.END_ARRAY;
            next = from.nextToken()) {
          elements.add(value(next, from));
        }
        yield new JsonValue.Array(elements);
      }
      case VALUE_STRING -> new JsonValue.Text(from.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(from.getDecimalValue());
      case VALUE_TRUE -> new JsonValue.Bool(true);
      case VALUE_FALSE -> new JsonValue.Bool(false);
      case VALUE_NULL -> new JsonValue.Nothing();
      case null, default -> throw new IllegalArgumentException("no JSON: it ends too soon");
    };
  }
}
