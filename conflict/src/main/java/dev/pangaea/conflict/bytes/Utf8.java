package dev.pangaea.conflict.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as UTF-8, strictly: what could not be read back unchanged is refused, never replaced by a
 * stand-in character. Else two texts could become one.
 */
public final class Utf8 {
  private static final char STAND_IN = '\uFFFD';

  private Utf8() {}

  /**
   * @throws IllegalArgumentException for half of a surrogate pair, which UTF-8 cannot carry
   */
  public static byte[] encode(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (!text.equals(new String(encoded, StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("a text with half of a surrogate pair");
    }
    return encoded;
  }

  /** How many bytes the text takes. */
  public static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * @throws MalformedBytesException for bytes that are not UTF-8
   */
  public static String decode(byte[] source) {
    return decode(source, 0, source.length);
  }

  static String decode(byte[] source, int from, int count) {
    String text = new String(source, from, count, StandardCharsets.UTF_8);
    if (text.indexOf(STAND_IN) >= 0 && !isOf(text, source, from, count)) {
      throw new MalformedBytesException("a text that is not UTF-8");
    }
    return text;
  }

  private static boolean isOf(String text, byte[] source, int from, int count) {
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, source, from, from + count);
  }
}
