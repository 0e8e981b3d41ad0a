package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.InvalidExpressionException;

/** What is wrong with statements, in DynamoDB's words. */
final class Faults {
  static final String MISSING_VALUE = "MISSING must be compared using IS operator";
  static final String EMPTY_NAME = "Path component cannot be an empty string";

  private Faults() {}

  static InvalidExpressionException of(String message) {
    return new InvalidExpressionException(message);
  }

  static InvalidExpressionException of(String message, Spot spot) {
    return of(message + spot);
  }

  /** A text that is no statement. */
  static InvalidExpressionException malformed(String detail) {
    return of("Statement wasn't well formed, can't be processed: " + detail);
  }
}
