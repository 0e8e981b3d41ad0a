package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers to bytes that sort as the numbers do. A number other than zero is {@code ±0.d₁d₂… × 10^e}
 * with d₁ not 0: a byte for the sign, two for the exponent (biased), a byte for each pair of digits
 * (1 to 100), and a terminator; below zero all bytes after the sign are inverted.
 */
final class SortableNumberCodec {
  private static final int NEGATIVE = 0x40;
  private static final int ZERO = 0x80;
  private static final int POSITIVE = 0xC0;
  private static final int EXPONENT_BIAS = 0x4000;
  private static final int END = 0;

  private SortableNumberCodec() {}

  static void write(BigDecimal value, ByteWriter to) {
    BigDecimal number = Numbers.canonical(value);
    if (number.signum() == 0) {
      to.u8(ZERO);
      return;
    }
    int invert = number.signum() > 0 ? 0 : 0xFF;
    to.u8(number.signum() > 0 ? POSITIVE : NEGATIVE);
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - number.scale() + EXPONENT_BIAS;
    to.u8(exponent >>> 8 ^ invert);
    to.u8(exponent & 0xFF ^ invert);
    for (int index = 0; index < digits.length(); index += 2) {
      int high = digits.charAt(index) - '0';
      int low = index + 1 < digits.length() ? digits.charAt(index + 1) - '0' : 0;
      to.u8(high * 10 + low + 1 ^ invert);
    }
    to.u8(END ^ invert);
  }

  static BigDecimal read(ByteReader from) {
    int sign = from.u8();
    return switch (sign) {
      case ZERO -> BigDecimal.ZERO;
      case POSITIVE -> magnitude(from, 0);
      case NEGATIVE -> magnitude(from, 0xFF).negate();
      default -> throw new MalformedBytesException("no sign: " + sign);
    };
  }

  private static BigDecimal magnitude(ByteReader from, int invert) {
    int exponent = ((from.u8() ^ invert) << 8 | from.u8() ^ invert) - EXPONENT_BIAS;
    StringBuilder digits = new StringBuilder(Numbers.SIGNIFICANT_DIGITS_MAX);
    int pair = 0;
    for (int next = from.u8() ^ invert; next != END; next = from.u8() ^ invert) {
      pair = next - 1;
      if (pair > 99 || digits.length() == Numbers.SIGNIFICANT_DIGITS_MAX) {
        throw new MalformedBytesException("no number's digits");
      }
      digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
    }
    boolean leadingZero = digits.isEmpty() || digits.charAt(0) == '0';
    boolean magnitudeOutOfRange =
        exponent - 1 < Numbers.EXPONENT_MIN || exponent - 1 > Numbers.EXPONENT_MAX;
    if (leadingZero || pair == 0 || magnitudeOutOfRange) {
      throw new MalformedBytesException("no number in its one form");
    }
    return Numbers.canonical(
        new BigDecimal(new BigInteger(digits.toString()), digits.length() - exponent));
  }
}
