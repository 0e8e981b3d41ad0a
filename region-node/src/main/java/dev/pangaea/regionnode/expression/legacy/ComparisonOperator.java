package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.regionnode.expression.AttributeType;
import java.util.Arrays;
import java.util.Optional;

/** The comparisons of conditions without expressions. */
enum ComparisonOperator {
  EQ,
  NE,
  IN,
  LE,
  LT,
  GE,
  GT,
  BETWEEN,
  NOT_NULL,
  NULL,
  CONTAINS,
  NOT_CONTAINS,
  BEGINS_WITH;

  static Optional<ComparisonOperator> named(String name) {
    return Arrays.stream(values()).filter(operator -> operator.name().equals(name)).findAny();
  }

  boolean takes(int arguments) {
    return switch (this) {
      case EQ, NE, LE, LT, GE, GT, CONTAINS, NOT_CONTAINS, BEGINS_WITH -> arguments == 1;
      case NULL, NOT_NULL -> arguments == 0;
      case BETWEEN -> arguments == 2;
      case IN -> arguments > 0;
    };
  }

  boolean takes(AttributeType type) {
    return switch (this) {
      case EQ, NE, NULL, NOT_NULL -> true;
      case LE, LT, GE, GT, BETWEEN, IN ->
          switch (type) {
            case S, N, B -> true;
            case SS, NS, BS, BOOL, NULL, L, M -> false;
          };
      case CONTAINS, NOT_CONTAINS ->
          switch (type) {
            case S, N, B, BOOL, NULL -> true;
            case SS, NS, BS, L, M -> false;
          };
      case BEGINS_WITH ->
          switch (type) {
            case S, B -> true;
            case N, SS, NS, BS, BOOL, NULL, L, M -> false;
          };
    };
  }
}
