package dev.pangaea.regionnode.expression;

/**
 * Reads expressions. What is read is kept without its placeholders' values, as many as the bound
 * says, because applications send the same texts again and again. Threads may share it.
 */
public final class Expressions {
  /**
   * @param keptMax how many expressions are kept that were read before
   */
  public Expressions(int keptMax) {}

  /**
   * @param kind a condition, a filter or a key condition
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public Condition condition(ExpressionKind kind, String text, Placeholders placeholders) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public ItemUpdate update(String text, Placeholders placeholders) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public Projection projection(String text, Placeholders placeholders) {
    throw new UnsupportedOperationException();
  }
}
