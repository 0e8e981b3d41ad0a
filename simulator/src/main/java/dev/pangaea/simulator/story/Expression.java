package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An expression as DynamoDB takes it.
 *
 * @param names by their placeholders, and {@code values} by theirs
 */
public record Expression(
    String text, SortedMap<String, String> names, SortedMap<String, AttributeValue> values) {
  public static final Expression NONE =
      new Expression("", new TreeMap<>(), new TreeMap<String, AttributeValue>());

  public Expression {
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public boolean isNone() {
    return text.isEmpty();
  }

  /** Gathers what an expression names, under placeholders that no other one of its kind uses. */
  static final class Gathering {
    private final char kind;
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, AttributeValue> values = new TreeMap<>();

    /**
     * @param kind one letter; expressions of one request are of different kinds
     */
    Gathering(char kind) {
      this.kind = kind;
    }

    String name(String attribute) {
      String placeholder = "#" + kind + names.size();
      names.put(placeholder, attribute);
      return placeholder;
    }

    String value(AttributeValue value) {
      String placeholder = ":" + kind + values.size();
      values.put(placeholder, value);
      return placeholder;
    }

    Expression of(String text) {
      return new Expression(text, new TreeMap<>(names), new TreeMap<>(values));
    }
  }
}
