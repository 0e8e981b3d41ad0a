package dev.pangaea.regionnode.expression;

import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;

/** What DynamoDB says of operands that an operator or a function does not take. */
final class OperandFaults {
  private OperandFaults() {}

  static FaultyExpressionException wrongType(String operator, String type) {
    return new FaultyExpressionException(
        "Incorrect operand type for operator or function; operator or function: %s, operand type: %s"
            .formatted(operator, type));
  }

  static FaultyExpressionException wrongNumber(String function, int number) {
    return new FaultyExpressionException(
        ("Incorrect number of operands for operator or function; operator or function: %s,"
                + " number of operands: %d")
            .formatted(function, number));
  }

  static FaultyExpressionException noPath(String function) {
    return new FaultyExpressionException(
        "Operator or function requires a document path; operator or function: " + function);
  }

  static FaultyExpressionException notDistinct(String operator, DocumentPath first) {
    return new FaultyExpressionException(
        ("The first operand must be distinct from the remaining operands for this operator or"
                + " function; operator: %s, first operand: %s")
            .formatted(operator, first));
  }

  static FaultyExpressionException undefinedValue(String key) {
    return new FaultyExpressionException(
        "An expression attribute value used in expression is not defined; attribute value: " + key);
  }
}
