package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Named values of known types, as notes have them. IllegalArgumentException at any other. */
record Values(SortedMap<String, AttributeValue> values) {
  String text(String name) {
    return value(name) instanceof AttributeValue.StringValue(String text) ? text : wrong(name);
  }

  Optional<String> optionalText(String name) {
    return values.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long number(String name) {
    return value(name) instanceof AttributeValue.NumberValue number
        ? number.value().longValueExact()
        : wrong(name);
  }

  Optional<Long> optionalNumber(String name) {
    return values.containsKey(name) ? Optional.of(number(name)) : Optional.empty();
  }

  boolean truth(String name) {
    return value(name) instanceof AttributeValue.BooleanValue(boolean truth) ? truth : wrong(name);
  }

  Values map(String name) {
    return value(name) instanceof AttributeValue.MapValue(SortedMap<String, AttributeValue> entries)
        ? new Values(entries)
        : wrong(name);
  }

  Stream<Values> maps(String name) {
    return value(name) instanceof AttributeValue.ListValue(List<AttributeValue> elements)
        ? elements.stream()
            .map(
                element ->
                    element
                            instanceof
                            AttributeValue.MapValue(SortedMap<String, AttributeValue> entries)
                        ? new Values(entries)
                        : wrong(name))
        : wrong(name);
  }

  private AttributeValue value(String name) {
    AttributeValue value = values.get(name);
    return value == null ? wrong(name) : value;
  }

  private static <T> T wrong(String name) {
    throw new IllegalArgumentException("not expected: " + name);
  }
}
