package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads expressions with placeholders, of which each uses what it mentions. */
final class Reading {
  private static final Pattern VALUE = Pattern.compile(":\\w+");

  private final Expressions expressions = new Expressions(100);
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;

  Reading(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
  }

  Condition condition(String text) {
    return expressions.condition(ExpressionKind.CONDITION, text, placeholders(text));
  }

  Condition keyCondition(String text) {
    return expressions.condition(ExpressionKind.KEY_CONDITION, text, placeholders(text));
  }

  ItemUpdate update(String text) {
    return expressions.update(text, placeholders(text));
  }

  Projection projection(String text) {
    return expressions.projection(text, placeholders(text));
  }

  /** What comes of it, or the message of the refusal. */
  static String told(Supplier<String> reading) {
    try {
      return reading.get();
    } catch (InvalidExpressionException invalid) {
      return invalid.getMessage();
    }
  }

  private Placeholders placeholders(String text) {
    Map<String, AttributeValue> mentioned =
        VALUE
            .matcher(text)
            .results()
            .map(found -> found.group())
            .distinct()
            .filter(values::containsKey)
            .collect(Collectors.toMap(key -> key, values::get));
    return new Placeholders(names, mentioned);
  }
}
