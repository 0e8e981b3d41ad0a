package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Numbers;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values in few characters: {@code {n: 5, s: "abc", l: [1, true, null], ss: <"a">, b: b:AQID}}. */
final class Shown {
  private Shown() {}

  static String of(Item item) {
    return of(item.attributes());
  }

  static String of(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> quoted(text);
      case NumberValue(BigDecimal number) -> Numbers.text(number);
      case BinaryValue(Bytes bytes) -> base64(bytes);
      case BooleanValue(boolean truth) -> String.valueOf(truth);
      case NullValue() -> "null";
      case ListValue(List<AttributeValue> elements) -> joined("[", elements, Shown::of, "]");
      case MapValue(SortedMap<String, AttributeValue> entries) -> of(entries);
      case StringSetValue set -> joined("<", set.elements(), Shown::quoted, ">");
      case NumberSetValue set -> joined("<", set.elements(), Numbers::text, ">");
      case BinarySetValue set -> joined("<", set.elements(), Shown::base64, ">");
    };
  }

  static StringValue text(String text) {
    return new StringValue(text);
  }

  static NumberValue number(String number) {
    return new NumberValue(new BigDecimal(number));
  }

  static BinaryValue bytes(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      content[index] = (byte) bytes[index];
    }
    return new BinaryValue(Bytes.copyOf(content));
  }

  static ListValue list(AttributeValue... elements) {
    return new ListValue(List.of(elements));
  }

  static StringSetValue texts(String... elements) {
    return new StringSetValue(new TreeSet<>(List.of(elements)));
  }

  static NumberSetValue numbers(String... elements) {
    return new NumberSetValue(
        List.of(elements).stream()
            .map(BigDecimal::new)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  static BinarySetValue binaries(BinaryValue... elements) {
    return new BinarySetValue(
        List.of(elements).stream()
            .map(BinaryValue::value)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String of(Map<String, AttributeValue> entries) {
    return joined(
        "{",
        new TreeMap<>(entries).entrySet(),
        entry -> entry.getKey() + ": " + of(entry.getValue()),
        "}");
  }

  private static <T> String joined(
      String open, Collection<T> elements, Function<T, String> shown, String close) {
    return elements.stream().map(shown).collect(Collectors.joining(", ", open, close));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String base64(Bytes bytes) {
    return "b:" + Base64.getEncoder().encodeToString(bytes.toArray());
  }
}
