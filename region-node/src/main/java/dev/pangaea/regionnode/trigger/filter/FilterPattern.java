package dev.pangaea.regionnode.trigger.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a record has to look like: an object's members all have to match, of a value's rules one, of
 * an array's elements one.
 */
public sealed interface FilterPattern {
  /** The member by which DynamoDB tells numbers, as texts. */
  String NUMBER_MEMBER = "N";

  /** All of these members match. */
  record Members(List<Member> members) implements FilterPattern {
    public Members {
      members = List.copyOf(members);
    }
  }

  /** What a member has to look like. */
  record Member(String name, FilterPattern pattern) {}

  /** One of these matches. */
  record AnyOf(List<FilterPattern> patterns) implements FilterPattern {
    public AnyOf {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * One of these rules holds.
   *
   * @param numbersAsTexts whether the place is a number's, as DynamoDB writes it
   */
  record Value(List<FilterRule> rules, boolean numbersAsTexts) implements FilterPattern {
    public Value {
      rules = List.copyOf(rules);
    }
  }

  default boolean matches(JsonValue record) {
    return matches(Optional.of(record));
  }

  private boolean matches(Optional<JsonValue> found) {
    return switch (this) {
      case Members(List<Member> members) ->
          members.stream()
              .allMatch(
                  each ->
                      each.pattern()
                          .matches(
                              each.pattern() instanceof AnyOf
                                  ? found
                                  : member(found, each.name())));
      case AnyOf(List<FilterPattern> patterns) ->
          patterns.stream().anyMatch(each -> each.matches(found));
      case Value(List<FilterRule> rules, boolean texts) -> {
        if (found.isPresent() && found.get() instanceof JsonValue.Array(List<JsonValue> elements)) {
          yield elements.stream().anyMatch(each -> holds(rules, Optional.of(each), texts))
              || elements.isEmpty() && holds(rules, Optional.empty(), texts);
        }
        yield holds(rules, found, texts);
      }
    };
  }

  private static Optional<JsonValue> member(Optional<JsonValue> found, String name) {
    return found.flatMap(
        value ->
            value instanceof JsonValue.Members members ? members.member(name) : Optional.empty());
  }

  private static boolean holds(
      List<FilterRule> rules, Optional<JsonValue> found, boolean numbersAsTexts) {
    Optional<JsonValue> leaf = found.filter(value -> !(value instanceof JsonValue.Members));
    Optional<BigDecimal> number = leaf.flatMap(value -> number(value, numbersAsTexts));
    return rules.stream().anyMatch(rule -> rule.holds(leaf, number));
  }

  private static Optional<BigDecimal> number(JsonValue value, boolean texts) {
    return switch (value) {
      case JsonValue.Number(BigDecimal number) -> Optional.of(number);
      case JsonValue.Text(String text) when texts -> parse(text);
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> parse(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
