package dev.pangaea.conflict.stamp;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.KeyCodec;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set's elements as bytes, as {@link KeyCodec} writes key attributes: the first byte is the kind,
 * strings below numbers below binaries.
 */
public final class SetElements {
  private SetElements() {}

  /** The elements of a value, if it is a set. */
  public static Optional<SortedSet<Bytes>> of(AttributeValue value) {
    TreeSet<Bytes> elements = new TreeSet<>();
    switch (value) {
      case StringSetValue set ->
          set.elements().forEach(e -> elements.add(encoded(new StringValue(e))));
      case NumberSetValue set ->
          set.elements().forEach(e -> elements.add(encoded(new NumberValue(e))));
      case BinarySetValue set ->
          set.elements().forEach(e -> elements.add(encoded(new BinaryValue(e))));
      case AttributeValue other -> {
        return Optional.empty();
      }
    }
    return Optional.of(elements);
  }

  /** The set of these elements, which are of one kind; none if there are none. */
  public static Optional<AttributeValue> set(Collection<Bytes> elements) {
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<String> strings = new TreeSet<>();
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    TreeSet<Bytes> binaries = new TreeSet<>();
    for (Bytes element : elements) {
      switch (value(element)) {
        case StringValue(String text) -> strings.add(text);
        case NumberValue number -> numbers.add(number.value());
        case BinaryValue(Bytes bytes) -> binaries.add(bytes);
        case AttributeValue other -> throw new IllegalArgumentException("no element: " + other);
      }
    }
    if (!strings.isEmpty()) {
      return Optional.of(new StringSetValue(strings));
    }
    return Optional.of(
        numbers.isEmpty() ? new BinarySetValue(binaries) : new NumberSetValue(numbers));
  }

  public static int kind(Bytes element) {
    return element.at(0);
  }

  /**
   * @throws dev.pangaea.conflict.bytes.MalformedBytesException if the bytes are no element
   */
  public static AttributeValue value(Bytes element) {
    ByteReader from = new ByteReader(element);
    AttributeValue value = KeyCodec.component(from);
    from.end();
    return value;
  }

  /** Of a string, a number or a binary. */
  public static Bytes encoded(AttributeValue element) {
    ByteWriter to = new ByteWriter(32);
    KeyCodec.component(element, to);
    return to.written();
  }
}
