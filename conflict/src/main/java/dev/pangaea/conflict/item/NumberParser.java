package dev.pangaea.conflict.item;

import dev.pangaea.conflict.item.ParsedNumber.NotANumber;
import dev.pangaea.conflict.item.ParsedNumber.Overflow;
import dev.pangaea.conflict.item.ParsedNumber.TooManyDigits;
import dev.pangaea.conflict.item.ParsedNumber.Underflow;
import dev.pangaea.conflict.item.ParsedNumber.Valid;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One pass over a number's text. It notes where the first and the last digit stand that are not
 * zero; a number is made only once their distance and the exponent are known to be within bounds.
 */
final class NumberParser {
  /** Exponents stop growing here: no text has digits enough to bring a higher one back in range. */
  private static final long EXPONENT_CEILING = 1L << 40;

  private static final int LONG_DIGITS = 18;

  private final String text;
  private int position;
  private int digits;
  private int firstAt = -1;
  private int firstDigit;
  private int lastAt;
  private int lastDigit;
  private long magnitude;

  NumberParser(String text) {
    this.text = text;
  }

  ParsedNumber parse() {
    boolean negative = sign();
    digits();
    int wholeDigits = digits;
    if (accept('.')) {
      digits();
    }
    if (digits == 0) {
      return new NotANumber();
    }
    long exponent = 0;
    if (accept('e') || accept('E')) {
      boolean below = sign();
      int start = position;
      exponent = exponent();
      if (position == start) {
        return new NotANumber();
      }
      exponent = below ? -exponent : exponent;
    }
    if (position < text.length()) {
      return new NotANumber();
    }
    return firstAt < 0 ? new Valid(BigDecimal.ZERO) : number(negative, wholeDigits + exponent);
  }

  /**
   * @param pointAt before which digit the point stands, the exponent counted in
   */
  private ParsedNumber number(boolean negative, long pointAt) {
    magnitude = pointAt - firstDigit - 1;
    if (magnitude > Numbers.EXPONENT_MAX) {
      return new Overflow();
    }
    if (magnitude < Numbers.EXPONENT_MIN) {
      return new Underflow();
    }
    int significant = lastDigit - firstDigit + 1;
    if (significant > Numbers.SIGNIFICANT_DIGITS_MAX) {
      return new TooManyDigits();
    }
    int scale = (int) (lastDigit + 1 - pointAt);
    String plain = text.substring(firstAt, lastAt + 1).replace(".", "");
    if (significant <= LONG_DIGITS) {
      long unscaled = Long.parseLong(plain);
      return new Valid(BigDecimal.valueOf(negative ? -unscaled : unscaled, scale));
    }
    BigInteger unscaled = new BigInteger(plain);
    return new Valid(new BigDecimal(negative ? unscaled.negate() : unscaled, scale));
  }

  /** The power of ten of the first significant digit of what was parsed. */
  long magnitude() {
    return magnitude;
  }

  private boolean sign() {
    boolean negative = accept('-');
    if (!negative) {
      accept('+');
    }
    return negative;
  }

  private void digits() {
    for (; atDigit(); position++, digits++) {
      if (text.charAt(position) != '0') {
        if (firstAt < 0) {
          firstAt = position;
          firstDigit = digits;
        }
        lastAt = position;
        lastDigit = digits;
      }
    }
  }

  private long exponent() {
    long exponent = 0;
    for (; atDigit(); position++) {
      exponent = Math.min(EXPONENT_CEILING, exponent * 10 + text.charAt(position) - '0');
    }
    return exponent;
  }

  private boolean atDigit() {
    return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
  }

  private boolean accept(char wanted) {
    boolean here = position < text.length() && text.charAt(position) == wanted;
    if (here) {
      position++;
    }
    return here;
  }
}
