package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.Operand;
import dev.pangaea.regionnode.expression.Relation;
import dev.pangaea.regionnode.expression.SortKeyCondition;
import java.util.List;

/** A comparison with arguments that it takes. */
record Comparison(ComparisonOperator operator, List<AttributeValue> arguments) {
  Comparison {
    if (!operator.takes(arguments.size())) {
      throw invalid("Invalid number of argument(s) for the %s ComparisonOperator", operator);
    }
    for (AttributeValue argument : arguments) {
      AttributeType type = AttributeType.of(argument);
      if (!operator.takes(type)) {
        throw invalid(
            "ComparisonOperator %s is not valid for %s AttributeValue type", operator, type);
      }
    }
    if (arguments.stream().map(AttributeType::of).distinct().count() > 1) {
      throw invalid("AttributeValues inside AttributeValueList must be of same type");
    }
    if (operator == ComparisonOperator.BETWEEN
        && !Relation.AT_MOST.holds(arguments.get(0), arguments.get(1))) {
      throw new InvalidExpressionException(
          "The BETWEEN condition was provided a range where the lower bound is greater than the"
              + " upper bound");
    }
    arguments = List.copyOf(arguments);
  }

  Condition condition(String attribute) {
    DocumentPath path = DocumentPath.of(attribute);
    Operand value = new Operand.Attribute(path);
    return switch (operator) {
      case EQ -> compared(value, Relation.EQUAL);
      case NE -> compared(value, Relation.UNEQUAL);
      case LE -> compared(value, Relation.AT_MOST);
      case LT -> compared(value, Relation.LESS);
      case GE -> compared(value, Relation.AT_LEAST);
      case GT -> compared(value, Relation.GREATER);
      case IN ->
          new Condition.In(value, arguments.stream().<Operand>map(Operand.Literal::new).toList());
      case BETWEEN -> new Condition.Between(value, argument(0), argument(1));
      case NOT_NULL -> new Condition.Exists(path);
      case NULL -> new Condition.NotExists(path);
      case CONTAINS -> new Condition.Contains(value, argument(0));
      case NOT_CONTAINS ->
          new Condition.All(
              List.of(
                  new Condition.Exists(path),
                  new Condition.Not(new Condition.Contains(value, argument(0)))));
      case BEGINS_WITH -> new Condition.BeginsWith(value, argument(0));
    };
  }

  /** What it wants of a key attribute. */
  SortKeyCondition range() {
    return switch (operator) {
      case EQ -> new SortKeyCondition.Equal(arguments.getFirst());
      case LE -> new SortKeyCondition.AtMost(arguments.getFirst());
      case LT -> new SortKeyCondition.LessThan(arguments.getFirst());
      case GE -> new SortKeyCondition.AtLeast(arguments.getFirst());
      case GT -> new SortKeyCondition.GreaterThan(arguments.getFirst());
      case BETWEEN -> new SortKeyCondition.Between(arguments.get(0), arguments.get(1));
      case BEGINS_WITH -> new SortKeyCondition.BeginsWith(arguments.getFirst());
      case NE, IN, NOT_NULL, NULL, CONTAINS, NOT_CONTAINS ->
          throw new InvalidExpressionException(
              "Attempted conditional constraint is not an indexable operation");
    };
  }

  static InvalidExpressionException invalid(String reason, Object... details) {
    return new InvalidExpressionException(
        "One or more parameter values were invalid: " + reason.formatted(details));
  }

  private Condition compared(Operand value, Relation relation) {
    return new Condition.Comparison(value, relation, argument(0));
  }

  private Operand argument(int index) {
    return new Operand.Literal(arguments.get(index));
  }
}
