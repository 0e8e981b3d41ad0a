package dev.pangaea.regionnode.expression;

/** Which member of a request an expression comes from. */
public enum ExpressionKind {
  CONDITION("ConditionExpression"),
  FILTER("FilterExpression"),
  KEY_CONDITION("KeyConditionExpression"),
  UPDATE("UpdateExpression"),
  PROJECTION("ProjectionExpression");

  private final String member;

  ExpressionKind(String member) {
    this.member = member;
  }

  /** The name of the request's member. */
  public String member() {
    return member;
  }
}
