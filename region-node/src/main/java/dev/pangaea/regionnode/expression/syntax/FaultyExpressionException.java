package dev.pangaea.regionnode.expression.syntax;

/** Something is wrong with an expression. The message is DynamoDB's, without the member's name. */
public final class FaultyExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FaultyExpressionException(String reason) {
    super(reason, null, false, false);
  }
}
