package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.Operand.Attribute;
import dev.pangaea.regionnode.expression.Operand.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The conditions that all must hold for a condition to hold, so that those on keys can be looked
 * for and the rest be left.
 */
public final class Conjuncts {
  private Conjuncts() {}

  public static List<Condition> of(Condition condition) {
    List<Condition> conjuncts = new ArrayList<>();
    add(condition, conjuncts);
    return conjuncts;
  }

  private static void add(Condition condition, List<Condition> to) {
    switch (condition) {
      case Condition.Always() -> {}
      case Condition.All(List<Condition> parts) -> parts.forEach(part -> add(part, to));
      case Condition other -> to.add(other);
    }
  }

  /** What holds where all of them do. */
  public static Condition all(List<Condition> conjuncts) {
    return switch (conjuncts.size()) {
      case 0 -> new Condition.Always();
      case 1 -> conjuncts.getFirst();
      default -> new Condition.All(conjuncts);
    };
  }

  /** The value that an attribute must have, if a condition says that and nothing else. */
  public static Optional<AttributeValue> equal(Condition condition, String attribute) {
    return range(condition, attribute)
        .flatMap(
            range ->
                range instanceof SortKeyCondition.Equal(AttributeValue value)
                    ? Optional.of(value)
                    : Optional.empty());
  }

  /** The run of values of which an attribute must have one, if a condition says that only. */
  public static Optional<SortKeyCondition> range(Condition condition, String attribute) {
    try {
      SortedMap<String, SortKeyCondition> ranges = KeyRanges.of(condition);
      return ranges.size() == 1 ? Optional.ofNullable(ranges.get(attribute)) : Optional.empty();
    } catch (InvalidExpressionException noRange) {
      return Optional.empty();
    }
  }

  /** The values of which an attribute must have one, if a condition lists them and no more. */
  public static Optional<List<AttributeValue>> choices(Condition condition, String attribute) {
    return switch (condition) {
      case Condition.In(Operand value, List<Operand> choices)
          when value.equals(new Attribute(DocumentPath.of(attribute))) ->
          literals(choices);
      case Condition.Any(List<Condition> parts) -> {
        List<AttributeValue> values = new ArrayList<>();
        for (Condition part : parts) {
          Optional<List<AttributeValue>> some = choices(part, attribute);
          if (some.isEmpty()) {
            yield Optional.empty();
          }
          values.addAll(some.get());
        }
        yield Optional.of(List.copyOf(values));
      }
      case Condition other -> equal(other, attribute).map(List::of);
    };
  }

  private static Optional<List<AttributeValue>> literals(List<Operand> operands) {
    List<AttributeValue> values = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      if (!(operand instanceof Literal(AttributeValue value))) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(values);
  }
}
