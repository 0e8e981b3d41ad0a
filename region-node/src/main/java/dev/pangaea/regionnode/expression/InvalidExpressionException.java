package dev.pangaea.regionnode.expression;

/** An expression, or what comes with it, is not as it must be. The message is DynamoDB's, whole. */
public final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidExpressionException(String message) {
    super(message, null, false, false);
  }
}
