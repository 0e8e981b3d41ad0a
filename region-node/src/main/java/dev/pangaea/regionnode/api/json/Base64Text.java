package dev.pangaea.regionnode.api.json;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.api.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Binary values as texts, in the one form that DynamoDB takes, and its complaints about others. */
final class Base64Text {
  private static final int GROUP = 4;

  /** The last characters before one and before two pads that leave no bit over. */
  private static final String LAST_BEFORE_ONE_PAD = "AEIMQUYcgkosw048";

  private static final String LAST_BEFORE_TWO_PADS = "AQgw";

  private Base64Text() {}

  static Bytes decode(String text) {
    if (text.length() % GROUP != 0) {
      throw Failure.serialization(
              "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length())
          .refused();
    }
    try {
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      Bytes bytes = Bytes.owning(Base64.getDecoder().decode(ascii));
      if (leavesBits(text)) {
        throw Failure.serialization("Invalid last non-pad Base64 character dectected").refused();
      }
      return bytes;
    } catch (IllegalArgumentException malformed) {
      throw Failure.serialization("Invalid Base64 character: '" + firstInvalid(text) + "'")
          .refused();
    }
  }

  static String encode(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.shared());
  }

  private static boolean leavesBits(String text) {
    if (text.endsWith("==")) {
      return LAST_BEFORE_TWO_PADS.indexOf(text.charAt(text.length() - 3)) < 0;
    }
    return text.endsWith("=") && LAST_BEFORE_ONE_PAD.indexOf(text.charAt(text.length() - 2)) < 0;
  }

  private static char firstInvalid(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean letter = character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z';
      boolean digit = character >= '0' && character <= '9';
      if (!letter && !digit && character != '+' && character != '/') {
        return character;
      }
    }
    return '=';
  }
}
