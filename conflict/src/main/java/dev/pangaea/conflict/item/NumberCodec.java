package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers to compact bytes and back: a tag, the scale, then the unscaled value, as a
 * variable-length integer where 64 bits hold it, else as its two's complement. One number has one
 * form.
 */
final class NumberCodec {
  static final int SMALL = 2;
  static final int LARGE = 3;

  private static final int SCALE_MIN = -Numbers.EXPONENT_MAX;
  private static final int SCALE_MAX = Numbers.SIGNIFICANT_DIGITS_MAX - Numbers.EXPONENT_MIN;
  private static final int UNSCALED_BYTES_MAX = 16;

  private NumberCodec() {}

  /**
   * @param number in its one form: see {@link Numbers#canonical}
   */
  static void write(BigDecimal number, ByteWriter to) {
    BigInteger unscaled = number.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      to.u8(SMALL);
      to.zigzag(number.scale());
      to.zigzag(unscaled.longValue());
    } else {
      to.u8(LARGE);
      to.zigzag(number.scale());
      to.bytes(unscaled.toByteArray());
    }
  }

  static BigDecimal read(int tag, ByteReader from) {
    long scale = from.zigzag();
    if (scale < SCALE_MIN || scale > SCALE_MAX) {
      throw new MalformedBytesException("no number has the scale " + scale);
    }
    BigDecimal number =
        switch (tag) {
          case SMALL -> BigDecimal.valueOf(from.zigzag(), (int) scale);
          case LARGE -> new BigDecimal(large(from), (int) scale);
          default -> throw new MalformedBytesException("no number has the tag " + tag);
        };
    if (Numbers.check(number) instanceof ParsedNumber.Valid(BigDecimal canonical)
        && canonical.equals(number)) {
      return number;
    }
    throw new MalformedBytesException("no number in its one form");
  }

  private static BigInteger large(ByteReader from) {
    byte[] unscaled = from.bytes().shared();
    if (unscaled.length <= Long.BYTES || unscaled.length > UNSCALED_BYTES_MAX) {
      throw new MalformedBytesException("no large number has " + unscaled.length + " bytes");
    }
    boolean padded =
        (unscaled[0] == 0 && unscaled[1] >= 0) || (unscaled[0] == -1 && unscaled[1] < 0);
    if (padded) {
      throw new MalformedBytesException("a large number with a byte too many");
    }
    return new BigInteger(unscaled);
  }
}
