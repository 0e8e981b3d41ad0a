package dev.pangaea.simulator.workload;

import java.util.SplittableRandom;

/**
 * Items of one exact size: the keys of the table and of its indexes, a text {@code data}, and if
 * updates count hits, a number {@code hits}.
 *
 * <p>The size is DynamoDB's item size: the bytes of all attribute names and values, strings in
 * UTF-8, numbers in half a byte per significant digit and one more. Keys have one length, so that
 * all items, and all requests of one kind, are equally long; so do hits, which count from an odd
 * number in steps of two. The payload begins with a stamp, digits that a writer may change from
 * write to write.
 */
public record ItemShape(String keyPrefix, int itemBytes, TableShape table, boolean counted) {
  public static final String KEY_NAME = "pk";
  public static final String SORT_NAME = "sk";
  public static final String DATA_NAME = "data";
  public static final String HITS_NAME = "hits";
  public static final int KEY_DIGITS = 12;
  public static final int SORT_DIGITS = 6;
  public static final int STAMP_DIGITS = 16;
  public static final int ITEM_BYTES_MAX = 400 * 1024;
  public static final String HITS_FIRST = "1000000001";
  public static final int HITS_STEP = 2;

  private static final int HITS_BYTES = HITS_FIRST.length() / 2 + 1;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  public ItemShape {
    int least = overhead(keyPrefix, table, counted) + STAMP_DIGITS;
    if (itemBytes < least || itemBytes > ITEM_BYTES_MAX) {
      throw new IllegalArgumentException(
          "An item has " + least + " to " + ITEM_BYTES_MAX + " bytes.");
    }
  }

  private static int overhead(String keyPrefix, TableShape table, boolean counted) {
    int bytes = KEY_NAME.length() + keyPrefix.length() + KEY_DIGITS + DATA_NAME.length();
    bytes += table.sortKey() ? SORT_NAME.length() + SORT_DIGITS : 0;
    for (int index = 1; index <= table.indexes(); index++) {
      bytes += indexAttribute(index).length() + KEY_DIGITS;
    }
    return bytes + (counted ? HITS_NAME.length() + HITS_BYTES : 0);
  }

  /** The attribute that is the partition key of an index; indexes count from one. */
  public static String indexAttribute(int index) {
    return "g" + index;
  }

  public static String indexName(int index) {
    return indexAttribute(index) + "-index";
  }

  /** The payload behind the stamp: random text, different for each random generator. */
  public String filler(SplittableRandom random) {
    int length = itemBytes - overhead(keyPrefix, table, counted) - STAMP_DIGITS;
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** The partition key as it stands in an item. */
  public String partitionKey(long item) {
    return keyPrefix + digits(table.partition(item), KEY_DIGITS);
  }

  /** The sort key as it stands in an item of a table that has one. */
  public String sortKey(long item) {
    return digits(table.sort(item), SORT_DIGITS);
  }

  /** The key of every index as it stands in an item. */
  public String indexKey(long item) {
    return digits(table.group(item), KEY_DIGITS);
  }

  /** A number as decimal digits with leading zeros. */
  public static String digits(long number, int count) {
    String digits = Long.toString(number);
    return "0".repeat(count - digits.length()) + digits;
  }
}
