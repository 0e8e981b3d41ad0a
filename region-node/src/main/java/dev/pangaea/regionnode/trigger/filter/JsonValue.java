package dev.pangaea.regionnode.trigger.filter;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value. Of several members of one name the last one holds. */
public sealed interface JsonValue {
  record Nothing() implements JsonValue {}

  record Bool(boolean value) implements JsonValue {}

  record Number(BigDecimal value) implements JsonValue {}

  record Text(String value) implements JsonValue {}

  record Array(List<JsonValue> elements) implements JsonValue {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  record Members(SortedMap<String, JsonValue> values) implements JsonValue {
    public Members {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public Optional<JsonValue> member(String name) {
      return Optional.ofNullable(values.get(name));
    }
  }
}
