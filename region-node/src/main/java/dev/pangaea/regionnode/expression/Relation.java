package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.Arrays;
import java.util.OptionalInt;

/** How two values may stand to each other. */
public enum Relation {
  EQUAL("="),
  UNEQUAL("<>"),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  static Relation of(String sign) {
    return Arrays.stream(values())
        .filter(relation -> relation.sign.equals(sign))
        .findAny()
        .orElseThrow();
  }

  /** Values of different types are unequal and nothing else, as are those without an order. */
  public boolean holds(AttributeValue left, AttributeValue right) {
    return switch (this) {
      case EQUAL -> left.equals(right);
      case UNEQUAL -> !left.equals(right);
      case LESS, AT_MOST, GREATER, AT_LEAST -> {
        OptionalInt order = ValueOrder.compare(left, right);
        yield order.isPresent() && holds(order.getAsInt());
      }
    };
  }

  /** The one that holds when the two values change places. */
  Relation mirrored() {
    return switch (this) {
      case EQUAL, UNEQUAL -> this;
      case LESS -> GREATER;
      case AT_MOST -> AT_LEAST;
      case GREATER -> LESS;
      case AT_LEAST -> AT_MOST;
    };
  }

  private boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case UNEQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }
}
