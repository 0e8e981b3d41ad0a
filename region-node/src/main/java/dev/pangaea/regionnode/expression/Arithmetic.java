package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.item.ParsedNumber;
import java.math.BigDecimal;

/** Sums within DynamoDB's numbers. It calls a sum of too many digits an overflow, too. */
final class Arithmetic {
  private Arithmetic() {}

  static NumberValue sum(BigDecimal left, BigDecimal right) throws RefusedUpdateException {
    return switch (Numbers.check(left.add(right))) {
      case ParsedNumber.Valid(BigDecimal sum) -> new NumberValue(sum);
      case ParsedNumber.Overflow(), ParsedNumber.TooManyDigits(), ParsedNumber.NotANumber() ->
          throw new RefusedUpdateException(
              "Number overflow. Attempting to store a number with magnitude larger than supported"
                  + " range");
      case ParsedNumber.Underflow() ->
          throw new RefusedUpdateException(
              "Number underflow. Attempting to store a number with magnitude smaller than"
                  + " supported range");
    };
  }
}
