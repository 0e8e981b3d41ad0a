package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.Bytes;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One value of DynamoDB's ten attribute types. Values are immutable and equal by content; numbers
 * are equal by value ({@code 1.0} is {@code 1}), sets and maps whatever the order they were given
 * in.
 */
public sealed interface AttributeValue {
  record StringValue(String value) implements AttributeValue {
    public StringValue {
      Objects.requireNonNull(value);
    }
  }

  /** An exact decimal number: at most 38 significant digits, kept without trailing zeros. */
  record NumberValue(BigDecimal value) implements AttributeValue {
    public NumberValue {
      value = Numbers.canonical(value);
    }

    public static NumberValue of(long value) {
      return new NumberValue(BigDecimal.valueOf(value));
    }
  }

  record BinaryValue(Bytes value) implements AttributeValue {
    public BinaryValue {
      Objects.requireNonNull(value);
    }
  }

  record BooleanValue(boolean value) implements AttributeValue {}

  record NullValue() implements AttributeValue {}

  record ListValue(List<AttributeValue> elements) implements AttributeValue {
    public ListValue {
      elements = List.copyOf(elements);
    }
  }

  record MapValue(SortedMap<String, AttributeValue> entries) implements AttributeValue {
    public MapValue {
      entries = AttributeMap.copyOf(entries);
    }

    public static MapValue of(Map<String, AttributeValue> entries) {
      return new MapValue(AttributeMap.copyOf(entries));
    }
  }

  record StringSetValue(SortedSet<String> elements) implements AttributeValue {
    public StringSetValue {
      elements = inNaturalOrder(elements);
    }
  }

  record NumberSetValue(SortedSet<BigDecimal> elements) implements AttributeValue {
    public NumberSetValue {
      elements = inNaturalOrder(elements.stream().map(Numbers::canonical).toList());
    }
  }

  record BinarySetValue(SortedSet<Bytes> elements) implements AttributeValue {
    public BinarySetValue {
      elements = inNaturalOrder(elements);
    }
  }

  /** A copy that forgets the comparator it was given with. */
  private static <T extends Comparable<T>> SortedSet<T> inNaturalOrder(Collection<T> elements) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(elements));
  }
}
