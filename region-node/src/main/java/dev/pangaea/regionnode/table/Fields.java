package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Named values of known types, as the catalog's items have them. Throws IllegalArgumentException at
 * any other.
 */
record Fields(SortedMap<String, AttributeValue> values) {
  String text(String name) {
    return text(value(name));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name)).map(Fields::text);
  }

  long number(String name) {
    return number(value(name));
  }

  Optional<Long> optionalNumber(String name) {
    return Optional.ofNullable(values.get(name)).map(Fields::number);
  }

  boolean truth(String name) {
    return value(name) instanceof AttributeValue.BooleanValue(boolean truth)
        ? truth
        : wrong(value(name));
  }

  SortedMap<String, AttributeValue> map(String name) {
    return map(value(name));
  }

  List<AttributeValue> list(String name) {
    return value(name) instanceof AttributeValue.ListValue(List<AttributeValue> elements)
        ? elements
        : wrong(value(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  static String text(AttributeValue value) {
    return value instanceof AttributeValue.StringValue(String text) ? text : wrong(value);
  }

  static long number(AttributeValue value) {
    return value instanceof AttributeValue.NumberValue number
        ? number.value().longValueExact()
        : wrong(value);
  }

  static SortedMap<String, AttributeValue> map(AttributeValue value) {
    return value instanceof AttributeValue.MapValue(SortedMap<String, AttributeValue> entries)
        ? entries
        : wrong(value);
  }

  private AttributeValue value(String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return value;
  }

  private static <T> T wrong(AttributeValue value) {
    throw new IllegalArgumentException("not expected: " + value.getClass().getSimpleName());
  }
}
