package dev.pangaea.regionnode.api.json;

import java.nio.charset.StandardCharsets;

/** What a text is in UTF-8, told without encoding it where that can be. */
public final class Texts {
  private static final int BYTES_PER_CHAR_MAX = 3;

  private Texts() {}

  public static boolean longerThan(String text, int bytesMax) {
    return text.length() > bytesMax
        || text.length() * BYTES_PER_CHAR_MAX > bytesMax
            && text.getBytes(StandardCharsets.UTF_8).length > bytesMax;
  }

  /** Refuses a text that holds half a surrogate pair: it has no bytes in UTF-8. */
  static void refuseHalfPairs(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (Character.isSurrogate(character)) {
        boolean pair =
            Character.isHighSurrogate(character)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!pair) {
          throw JsonDecoder.malformed();
        }
        index++;
      }
    }
  }
}
