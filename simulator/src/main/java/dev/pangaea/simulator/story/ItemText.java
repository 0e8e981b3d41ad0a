package dev.pangaea.simulator.story;

import static java.util.stream.Collectors.joining;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;

/** Items as stories write them. */
final class ItemText {
  private ItemText() {}

  static String of(Optional<Item> item) {
    return item.map(present -> entries(present.attributes())).orElse("absent");
  }

  private static String of(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) -> quoted(text);
      case AttributeValue.NumberValue(BigDecimal number) -> number.toPlainString();
      case AttributeValue.BooleanValue(boolean truth) -> "" + truth;
      case AttributeValue.NullValue() -> "null";
      case AttributeValue.ListValue(List<AttributeValue> elements) ->
          "[" + all(elements, ItemText::of) + "]";
      case AttributeValue.MapValue(SortedMap<String, AttributeValue> entries) -> entries(entries);
      case AttributeValue.StringSetValue(SortedSet<String> texts) ->
          "<<" + all(texts, ItemText::quoted) + ">>";
      case AttributeValue.NumberSetValue(SortedSet<BigDecimal> numbers) ->
          "<<" + all(numbers, BigDecimal::toPlainString) + ">>";
      case AttributeValue.BinaryValue(Bytes bytes) -> "binary " + bytes;
      case AttributeValue.BinarySetValue(SortedSet<Bytes> each) ->
          "<<" + all(each, bytes -> "binary " + bytes) + ">>";
    };
  }

  private static String entries(Map<String, AttributeValue> entries) {
    return "{"
        + all(entries.entrySet(), entry -> quoted(entry.getKey()) + ": " + of(entry.getValue()))
        + "}";
  }

  private static <T> String all(Collection<T> each, Function<T, String> text) {
    return each.stream().map(text).collect(joining(", "));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
