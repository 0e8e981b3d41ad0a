package dev.pangaea.regionnode.trigger.filter;

import dev.pangaea.regionnode.trigger.filter.FilterRule.Comparison;
import dev.pangaea.regionnode.trigger.filter.FilterRule.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Patterns out of JSON. What is none is refused with an {@link IllegalArgumentException}. */
public final class PatternReader {
  private static final String OR = "$or";

  private PatternReader() {}

  public static FilterPattern read(JsonValue pattern) {
    if (!(pattern instanceof JsonValue.Members members) || members.values().isEmpty()) {
      throw wrong("a pattern is an object with members");
    }
    List<FilterPattern.Member> read = new ArrayList<>();
    for (Map.Entry<String, JsonValue> each : members.values().entrySet()) {
      read.add(new FilterPattern.Member(each.getKey(), read(each.getKey(), each.getValue())));
    }
    return new FilterPattern.Members(read);
  }

  private static FilterPattern read(String name, JsonValue value) {
    if (!(value instanceof JsonValue.Array(List<JsonValue> elements))) {
      return read(value);
    }
    if (elements.isEmpty()) {
      throw wrong("no rule at " + name);
    }
    if (name.equals(OR)) {
      return new FilterPattern.AnyOf(elements.stream().map(PatternReader::read).toList());
    }
    return new FilterPattern.Value(
        elements.stream().map(PatternReader::rule).toList(),
        name.equals(FilterPattern.NUMBER_MEMBER));
  }

  private static FilterRule rule(JsonValue rule) {
    return switch (rule) {
      case JsonValue.Array none -> throw wrong("a rule is no array");
      case JsonValue.Members members when members.values().size() == 1 ->
          rule(members.values().firstKey(), members.values().firstEntry().getValue());
      case JsonValue.Members none -> throw wrong("a rule has one member");
      case JsonValue plain -> new FilterRule.Equal(plain);
    };
  }

  private static FilterRule rule(String name, JsonValue value) {
    return switch (name) {
      case "prefix" ->
          ignoring(value) instanceof JsonValue folded
              ? new FilterRule.Prefix(text(name, folded), true)
              : new FilterRule.Prefix(text(name, value), false);
      case "suffix" ->
          ignoring(value) instanceof JsonValue folded
              ? new FilterRule.Suffix(text(name, folded), true)
              : new FilterRule.Suffix(text(name, value), false);
      case "equals-ignore-case" -> new FilterRule.EqualIgnoringCase(text(name, value));
      case "exists" ->
          new FilterRule.Exists(
              value instanceof JsonValue.Bool(boolean wanted) ? wanted : failing(name));
      case "numeric" -> new FilterRule.Numeric(comparisons(value));
      case "anything-but" -> new FilterRule.AnythingBut(unwanted(value));
      default -> throw wrong("no such rule: " + name);
    };
  }

  /** What is in {@code {"equals-ignore-case": …}}; null if it is something else. */
  private static JsonValue ignoring(JsonValue value) {
    return value instanceof JsonValue.Members members && members.values().size() == 1
        ? members.values().get("equals-ignore-case")
        : null;
  }

  private static List<FilterRule> unwanted(JsonValue value) {
    return switch (value) {
      case JsonValue.Array(List<JsonValue> elements) when !elements.isEmpty() ->
          elements.stream().map(PatternReader::plain).toList();
      case JsonValue.Members members when members.values().size() == 1 -> {
        String name = members.values().firstKey();
        JsonValue inner = members.values().get(name);
        if (!List.of("prefix", "suffix", "equals-ignore-case").contains(name)) {
          throw wrong("anything-but knows no " + name);
        }
        yield inner instanceof JsonValue.Array(List<JsonValue> several)
            ? several.stream().map(each -> rule(name, each)).toList()
            : List.of(rule(name, inner));
      }
      default -> List.of(plain(value));
    };
  }

  private static FilterRule plain(JsonValue value) {
    if (value instanceof JsonValue.Text || value instanceof JsonValue.Number) {
      return new FilterRule.Equal(value);
    }
    throw wrong("anything-but takes texts or numbers");
  }

  private static List<Comparison> comparisons(JsonValue value) {
    if (!(value instanceof JsonValue.Array(List<JsonValue> elements))
        || elements.isEmpty()
        || elements.size() % 2 != 0
        || elements.size() > 4) {
      throw wrong("numeric takes one or two comparisons");
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (int index = 0; index < elements.size(); index += 2) {
      if (!(elements.get(index + 1) instanceof JsonValue.Number(BigDecimal bound))) {
        throw wrong("numeric compares with numbers");
      }
      comparisons.add(new Comparison(operator(elements.get(index)), bound));
    }
    return comparisons;
  }

  private static Operator operator(JsonValue sign) {
    String text = text("numeric", sign);
    return Arrays.stream(Operator.values())
        .filter(each -> each.sign.equals(text))
        .findFirst()
        .orElseThrow(() -> wrong("no such comparison: " + text));
  }

  private static String text(String name, JsonValue value) {
    if (value instanceof JsonValue.Text(String text)) {
      return text;
    }
    throw wrong(name + " takes a text");
  }

  private static boolean failing(String name) {
    throw wrong(name + " takes true or false");
  }

  private static IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException("Invalid filter pattern definition: " + reason);
  }
}
