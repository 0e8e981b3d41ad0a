package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.stamp.SetElements;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a client asks for. */
sealed interface Wish {
  record Put(Map<String, AttributeValue> values) implements Wish {}

  record Delete() implements Wish {}

  record Set(String name, AttributeValue value) implements Wish {}

  record Remove(String name) implements Wish {}

  /** The item's time is up. */
  record Expire() implements Wish {}

  /** Sets when it expires, and adds to something. */
  record Extend(AttributeValue until, String name, BigDecimal amount) implements Wish {}

  record Add(String name, BigDecimal amount) implements Wish {}

  /**
   * @param set of strings or of numbers
   */
  record Elements(String name, AttributeValue set, boolean in) implements Wish {}

  /** As DynamoDB would; empty where it refuses. */
  default Optional<Item> on(Item visible, boolean exists) {
    if (this instanceof Wish.Expire) {
      return visible.attribute(PolicyWorld.EXPIRES).isPresent() && exists
          ? Optional.of(Item.EMPTY)
          : Optional.empty();
    }
    if (this instanceof Wish.Delete) {
      return exists ? Optional.of(Item.EMPTY) : Optional.empty();
    }
    TreeMap<String, AttributeValue> values = new TreeMap<>(visible.attributes());
    switch (this) {
      case Wish.Put(var next) -> {
        values.clear();
        values.putAll(next);
      }
      case Wish.Delete(), Wish.Expire() -> values.clear();
      case Wish.Extend(AttributeValue until, String name, BigDecimal amount) -> {
        AttributeValue before = values.getOrDefault(name, NumberValue.of(0));
        if (!(before instanceof NumberValue(BigDecimal number))) {
          return Optional.empty();
        }
        BigDecimal sum = number.add(amount);
        if (!sum.equals(Numbers.nearest(sum)) && sum.compareTo(Numbers.nearest(sum)) != 0) {
          return Optional.empty();
        }
        values.put(name, new NumberValue(sum));
        values.put(PolicyWorld.EXPIRES, until);
      }
      case Wish.Set(String name, AttributeValue value) -> values.put(name, value);
      case Wish.Remove(String name) -> values.remove(name);
      case Wish.Add(String name, BigDecimal amount) -> {
        AttributeValue before = values.getOrDefault(name, NumberValue.of(0));
        if (!(before instanceof NumberValue(BigDecimal number))) {
          return Optional.empty();
        }
        BigDecimal sum = number.add(amount);
        if (!sum.equals(Numbers.nearest(sum)) && sum.compareTo(Numbers.nearest(sum)) != 0) {
          return Optional.empty();
        }
        values.put(name, new NumberValue(sum));
      }
      case Wish.Elements(String name, AttributeValue set, boolean in) -> {
        AttributeValue before = values.get(name);
        if (before != null && before.getClass() != set.getClass()) {
          return Optional.empty();
        }
        SortedSet<Bytes> elements =
            before == null ? new TreeSet<>() : SetElements.of(before).orElseThrow();
        if (in) {
          elements.addAll(SetElements.of(set).orElseThrow());
        } else {
          elements.removeAll(SetElements.of(set).orElseThrow());
        }
        values.remove(name);
        SetElements.set(elements).ifPresent(value -> values.put(name, value));
      }
    }
    values.put(PolicyWorld.PK, PolicyWorld.PK_VALUE);
    return Optional.of(Item.of(values));
  }

  default String name() {
    return switch (this) {
      case Wish.Put _, Wish.Delete _, Wish.Expire _ -> PolicyWorld.PK;
      case Wish.Extend(var until, String name, var amount) -> name;
      case Wish.Set(String name, var value) -> name;
      case Wish.Remove(String name) -> name;
      case Wish.Add(String name, var amount) -> name;
      case Wish.Elements(String name, var set, var in) -> name;
    };
  }

  default TreeMap<String, Touch> touches() {
    TreeMap<String, Touch> touches = new TreeMap<>(Map.of(name(), touch()));
    if (this instanceof Wish.Extend) {
      touches.put(PolicyWorld.EXPIRES, new Touch.Whole());
    }
    return touches;
  }

  private Touch touch() {
    return switch (this) {
      case Wish.Put _, Wish.Delete _, Wish.Set _, Wish.Remove _, Wish.Expire _ -> new Touch.Whole();
      case Wish.Extend(var until, String name, BigDecimal amount) -> new Touch.Added(amount);
      case Wish.Add(String name, BigDecimal amount) -> new Touch.Added(amount);
      case Wish.Elements(String name, AttributeValue set, boolean in) ->
          new Touch.Elements(SetElements.of(set).orElseThrow(), in);
    };
  }
}
