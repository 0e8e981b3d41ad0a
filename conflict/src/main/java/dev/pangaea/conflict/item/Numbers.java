package dev.pangaea.conflict.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * DynamoDB's numbers: up to 38 significant digits, magnitude 1E-130 to 9.99…E+125, and zero. Texts
 * are checked by their digit count and exponent before a {@link BigDecimal} is made, so that a
 * hostile exponent never expands.
 */
public final class Numbers {
  public static final int SIGNIFICANT_DIGITS_MAX = 38;
  public static final int EXPONENT_MIN = -130;
  public static final int EXPONENT_MAX = 125;

  /** Longer than that no exponent fits, but for zeros before it. */
  private static final int EXPONENT_CHARS_MAX = 18;

  private static final MathContext NEAREST =
      new MathContext(SIGNIFICANT_DIGITS_MAX, RoundingMode.HALF_EVEN);
  private static final BigDecimal LARGEST =
      new BigDecimal(
          BigInteger.TEN.pow(SIGNIFICANT_DIGITS_MAX).subtract(BigInteger.ONE),
          SIGNIFICANT_DIGITS_MAX - 1 - EXPONENT_MAX);

  private Numbers() {}

  /**
   * Reads a number as DynamoDB does: sign, digits with a point anywhere among them, exponent; no
   * blanks. Zeros before and after the significant digits do not count.
   */
  public static ParsedNumber parse(String text) {
    return new NumberParser(text).parse();
  }

  /**
   * Whether the exponent of a number's text can be counted with in 32 bits, as {@link BigDecimal}
   * does.
   */
  public static boolean exponentFits(String text) {
    int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (mark < 0) {
      return true;
    }
    String written = text.substring(mark + 1);
    if (written.length() > EXPONENT_CHARS_MAX) {
      return false;
    }
    long exponent = Long.parseLong(written);
    int point = text.indexOf('.');
    long scale = (point < 0 ? 0 : mark - point - 1) - exponent;
    return exponent == (int) exponent && scale == (int) scale;
  }

  /**
   * Whether the digits before the point of a number's text, those that its exponent adds counted
   * in, are more than 32 bits count. One pass, however long the text.
   */
  public static boolean wholeDigitsOverflow(String text) {
    NumberParser parser = new NumberParser(text);
    parser.parse();
    return parser.magnitude() >= Integer.MAX_VALUE;
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

  /**
   * What DynamoDB can hold that is nearest to an exact number: 38 digits of it, the largest
   * magnitude for one above that, zero for one below the smallest.
   */
  public static BigDecimal nearest(BigDecimal exact) {
    BigDecimal rounded = exact.round(NEAREST);
    if (rounded.signum() == 0 || exponent(rounded) < EXPONENT_MIN) {
      return BigDecimal.ZERO;
    }
    if (exponent(rounded) > EXPONENT_MAX) {
      return rounded.signum() > 0 ? LARGEST : LARGEST.negate();
    }
    return canonical(rounded);
  }

  /** The power of ten of the first significant digit. */
  static long exponent(BigDecimal value) {
    return (long) value.precision() - value.scale() - 1;
  }
}
