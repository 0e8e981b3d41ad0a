package dev.pangaea.simulator.workload;

import java.util.SplittableRandom;

/**
 * Items of one exact size: partition key {@code pk} and a text attribute {@code data}, both
 * strings.
 *
 * <p>The size is DynamoDB's item size: the bytes of all attribute names and values in UTF-8. Keys
 * have one length, so that all items, and all requests of one kind, are equally long. The payload
 * begins with a stamp, digits that a writer may change from write to write.
 */
public record ItemShape(String keyPrefix, int itemBytes) {
  public static final String KEY_NAME = "pk";
  public static final String DATA_NAME = "data";
  public static final int KEY_DIGITS = 12;
  public static final int STAMP_DIGITS = 16;
  public static final int ITEM_BYTES_MAX = 400 * 1024;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  public ItemShape {
    int least = overhead(keyPrefix) + STAMP_DIGITS;
    if (itemBytes < least || itemBytes > ITEM_BYTES_MAX) {
      throw new IllegalArgumentException(
          "An item has " + least + " to " + ITEM_BYTES_MAX + " bytes.");
    }
  }

  private static int overhead(String keyPrefix) {
    return KEY_NAME.length() + keyPrefix.length() + KEY_DIGITS + DATA_NAME.length();
  }

  /** The payload behind the stamp: random text, different for each random generator. */
  public String filler(SplittableRandom random) {
    int length = itemBytes - overhead(keyPrefix) - STAMP_DIGITS;
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** The key of an index as it stands in an item. */
  public String key(long index) {
    return keyPrefix + digits(index, KEY_DIGITS);
  }

  /** A number as decimal digits with leading zeros. */
  public static String digits(long number, int count) {
    String digits = Long.toString(number);
    return "0".repeat(count - digits.length()) + digits;
  }
}
