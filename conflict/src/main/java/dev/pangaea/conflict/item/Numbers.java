package dev.pangaea.conflict.item;

import java.math.BigDecimal;

/**
 * DynamoDB's numbers: up to 38 significant digits, magnitude 1E-130 to 9.99…E+125, and zero. Texts
 * are checked by their digit count and exponent before a {@link BigDecimal} is made, so that a
 * hostile exponent never expands.
 */
public final class Numbers {
  public static final int SIGNIFICANT_DIGITS_MAX = 38;
  public static final int EXPONENT_MIN = -130;
  public static final int EXPONENT_MAX = 125;

  private Numbers() {}

  /** The one form of a number: no trailing zeros, zero with scale zero. */
  public static BigDecimal canonical(BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.precision() > SIGNIFICANT_DIGITS_MAX) {
      throw new IllegalArgumentException("more than 38 significant digits");
    }
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent < EXPONENT_MIN || exponent > EXPONENT_MAX) {
      throw new IllegalArgumentException("number out of range");
    }
    return stripped;
  }
}
