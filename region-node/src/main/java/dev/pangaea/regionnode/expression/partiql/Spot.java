package dev.pangaea.regionnode.expression.partiql;

/**
 * Where something stands in a statement, as DynamoDB tells it; lines and columns count from one.
 */
record Spot(int line, int column, int length) {
  /** As it ends messages. */
  @Override
  public String toString() {
    return " at " + line + ":" + column + ":" + length;
  }
}
