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

  /**
   * Reads a number as DynamoDB does: sign, digits with a point anywhere among them, exponent; no
   * blanks. Zeros before and after the significant digits do not count.
   */
  public static ParsedNumber parse(String text) {
    return new NumberParser(text).parse();
  }

  /** The plain form that DynamoDB answers with: no exponent, no needless zeros. */
  public static String text(BigDecimal value) {
    return canonical(value).toPlainString();
  }

  /** Checks a number that was not read but computed. */
  public static ParsedNumber check(BigDecimal value) {
    if (value.signum() == 0) {
      return new ParsedNumber.Valid(BigDecimal.ZERO);
    }
    long exponent = exponent(value);
    if (exponent > EXPONENT_MAX) {
      return new ParsedNumber.Overflow();
    }
    if (exponent < EXPONENT_MIN) {
      return new ParsedNumber.Underflow();
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.precision() > SIGNIFICANT_DIGITS_MAX
        ? new ParsedNumber.TooManyDigits()
        : new ParsedNumber.Valid(stripped);
  }

  /**
   * The one form of a number: no trailing zeros, zero with scale zero.
   *
   * @throws IllegalArgumentException for a number that DynamoDB does not hold
   */
  public static BigDecimal canonical(BigDecimal value) {
    return switch (check(value)) {
      case ParsedNumber.Valid(BigDecimal number) -> number;
      case ParsedNumber refused ->
          throw new IllegalArgumentException(
              "not a number of DynamoDB's: " + refused.getClass().getSimpleName());
    };
  }

  /** The power of ten of the first significant digit. */
  static long exponent(BigDecimal value) {
    return (long) value.precision() - value.scale() - 1;
  }
}
