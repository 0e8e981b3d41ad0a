package dev.pangaea.regionnode.api.http;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Names requests as AWS does: 52 capitals and digits. Confined to one thread. */
final class RequestIds {
  static final int CHARS = 52;
  private static final byte[] ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUV".getBytes(StandardCharsets.US_ASCII);
  private static final int BITS_PER_CHAR = 5;
  private static final int CHARS_PER_LONG = 13;

  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    byte[] id = new byte[CHARS];
    for (int index = 0; index < CHARS; ) {
      long bits = random.nextLong();
      for (int end = index + CHARS_PER_LONG; index < end; index++) {
        id[index] = ALPHABET[(int) bits & ALPHABET.length - 1];
        bits >>>= BITS_PER_CHAR;
      }
    }
    return new String(id, StandardCharsets.ISO_8859_1);
  }
}
