package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.Operand.Attribute;
import dev.pangaea.regionnode.expression.Operand.Literal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a key condition expression says of each attribute. */
final class KeyRanges {
  private final SortedMap<String, SortKeyCondition> ranges = new TreeMap<>();

  private KeyRanges() {}

  /**
   * @throws InvalidExpressionException if it says more than a query can look for
   */
  static SortedMap<String, SortKeyCondition> of(Condition condition) {
    KeyRanges reading = new KeyRanges();
    reading.add(condition);
    return reading.ranges;
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.All(List<Condition> parts) -> parts.forEach(this::add);
      case Condition.Comparison comparison -> comparison(comparison);
      case Condition.Between(Operand value, Operand low, Operand high) ->
          put(
              firstOperand("BETWEEN", value, List.of(low, high)),
              new SortKeyCondition.Between(literal(low), literal(high)));
      case Condition.BeginsWith(Operand value, Operand prefix) ->
          put(
              firstOperand("begins_with", value, List.of(prefix)),
              new SortKeyCondition.BeginsWith(literal(prefix)));
      case Condition.Any _ -> throw unknownOperator("OR");
      case Condition.Not _ -> throw unknownOperator("NOT");
      case Condition.In _ -> throw unknownOperator("IN");
      case Condition.Exists _ -> throw unknownOperator("attribute_exists");
      case Condition.NotExists _ -> throw unknownOperator("attribute_not_exists");
      case Condition.HasType _ -> throw unknownOperator("attribute_type");
      case Condition.Contains _ -> throw unknownOperator("contains");
      case Condition.Always() -> {}
    }
  }

  private void comparison(Condition.Comparison comparison) {
    Relation relation = comparison.relation();
    if (relation == Relation.UNEQUAL) {
      throw unknownOperator(relation.sign());
    }
    List<Operand> operands = List.of(comparison.left(), comparison.right());
    checkPlain(operands);
    if (comparison.left() instanceof Attribute(DocumentPath path)) {
      if (comparison.right() instanceof Literal(AttributeValue value)) {
        put(path, range(relation, value));
        return;
      }
      throw severalNames();
    }
    if (comparison.right() instanceof Attribute(DocumentPath path)) {
      put(path, range(relation.mirrored(), literal(comparison.left())));
      return;
    }
    throw inCondition("No key attribute specified");
  }

  private static SortKeyCondition range(Relation relation, AttributeValue value) {
    return switch (relation) {
      case EQUAL -> new SortKeyCondition.Equal(value);
      case LESS -> new SortKeyCondition.LessThan(value);
      case AT_MOST -> new SortKeyCondition.AtMost(value);
      case GREATER -> new SortKeyCondition.GreaterThan(value);
      case AT_LEAST -> new SortKeyCondition.AtLeast(value);
      case UNEQUAL -> throw unknownOperator(relation.sign());
    };
  }

  private void put(DocumentPath path, SortKeyCondition range) {
    if (!path.steps().isEmpty()) {
      throw new InvalidExpressionException(
          "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
              + " allowed: Key: "
              + path.attribute());
    }
    if (ranges.putIfAbsent(path.attribute(), range) != null) {
      throw new InvalidExpressionException(
          "KeyConditionExpressions must only contain one condition per key");
    }
  }

  private static DocumentPath firstOperand(String operator, Operand first, List<Operand> others) {
    checkPlain(List.of(first));
    checkPlain(others);
    if (!(first instanceof Attribute(DocumentPath path))) {
      throw inCondition(operator + " operator must have the key attribute as its first operand");
    }
    if (others.stream().anyMatch(Attribute.class::isInstance)) {
      throw severalNames();
    }
    return path;
  }

  private static AttributeValue literal(Operand operand) {
    if (operand instanceof Literal(AttributeValue value)) {
      return value;
    }
    throw severalNames();
  }

  private static void checkPlain(List<Operand> operands) {
    if (operands.stream().anyMatch(Operand.Size.class::isInstance)) {
      throw new InvalidExpressionException(
          "KeyConditionExpressions cannot contain nested operations");
    }
  }

  private static InvalidExpressionException unknownOperator(String operator) {
    return new InvalidExpressionException(
        "Invalid operator used in KeyConditionExpression: " + operator);
  }

  private static InvalidExpressionException severalNames() {
    return inCondition("Multiple attribute names used in one condition");
  }

  private static InvalidExpressionException inCondition(String reason) {
    return new InvalidExpressionException("Invalid condition in KeyConditionExpression: " + reason);
  }
}
