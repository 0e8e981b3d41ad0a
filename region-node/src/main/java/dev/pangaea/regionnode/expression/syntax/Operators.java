package dev.pangaea.regionnode.expression.syntax;

/** How many operators and functions an expression may have. */
public final class Operators {
  public static final int MAX = 300;

  private Operators() {}

  /** DynamoDB stops counting at the first that is too many. */
  public static FaultyExpressionException tooMany() {
    return new FaultyExpressionException(
        "The expression contains too many operators; operator count: " + (MAX + 1));
  }
}
