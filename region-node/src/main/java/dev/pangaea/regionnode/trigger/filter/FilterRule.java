package dev.pangaea.regionnode.trigger.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a pattern asks of a value at one place of a record. */
sealed interface FilterRule {
  record Equal(JsonValue wanted) implements FilterRule {}

  record EqualIgnoringCase(String wanted) implements FilterRule {}

  record Prefix(String prefix, boolean ignoringCase) implements FilterRule {}

  record Suffix(String suffix, boolean ignoringCase) implements FilterRule {}

  /** A value that is there, of which none of these holds. */
  record AnythingBut(List<FilterRule> unwanted) implements FilterRule {
    public AnythingBut {
      unwanted = List.copyOf(unwanted);
    }
  }

  /** All of these comparisons hold. */
  record Numeric(List<Comparison> comparisons) implements FilterRule {
    public Numeric {
      comparisons = List.copyOf(comparisons);
    }
  }

  record Exists(boolean wanted) implements FilterRule {}

  /** One comparison with a number. */
  record Comparison(Operator operator, BigDecimal bound) {
    boolean holds(BigDecimal value) {
      int order = value.compareTo(bound);
      return switch (operator) {
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case EQUAL -> order == 0;
        case GREATER_OR_EQUAL -> order >= 0;
        case GREATER -> order > 0;
      };
    }
  }

  /** How numbers are compared. */
  enum Operator {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EQUAL("="),
    GREATER_OR_EQUAL(">="),
    GREATER(">");

    final String sign;

    Operator(String sign) {
      this.sign = sign;
    }
  }

  /**
   * @param found a value that is no object; empty where there is none
   * @param number the same as a number, where it is one
   */
  default boolean holds(Optional<JsonValue> found, Optional<BigDecimal> number) {
    if (this instanceof Exists(boolean wanted)) {
      return wanted == found.isPresent();
    }
    return found.filter(value -> holdsOf(value, number)).isPresent();
  }

  private boolean holdsOf(JsonValue found, Optional<BigDecimal> number) {
    return switch (this) {
      case Equal(JsonValue.Number wanted) ->
          number.filter(value -> value.compareTo(wanted.value()) == 0).isPresent();
      case Equal(JsonValue wanted) -> found.equals(wanted);
      case EqualIgnoringCase(String wanted) ->
          found instanceof JsonValue.Text(String text) && text.equalsIgnoreCase(wanted);
      case Prefix(String prefix, boolean ignoring) ->
          found instanceof JsonValue.Text(String text)
              && folded(text, ignoring).startsWith(folded(prefix, ignoring));
      case Suffix(String suffix, boolean ignoring) ->
          found instanceof JsonValue.Text(String text)
              && folded(text, ignoring).endsWith(folded(suffix, ignoring));
      case AnythingBut(List<FilterRule> unwanted) ->
          unwanted.stream().noneMatch(rule -> rule.holdsOf(found, number));
      case Numeric(List<Comparison> comparisons) ->
          number
              .filter(value -> comparisons.stream().allMatch(each -> each.holds(value)))
              .isPresent();
      case Exists(boolean wanted) -> wanted;
    };
  }

  private static String folded(String text, boolean ignoringCase) {
    return ignoringCase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
