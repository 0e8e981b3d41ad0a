package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.Bytes;

/**
 * A primary key as bytes that sort as DynamoDB sorts: within one partition key, encoded keys are
 * ordered as their sort keys (strings as UTF-8, numbers as numbers, binary as unsigned bytes). The
 * bytes describe themselves; no schema is needed to read them back.
 *
 * @param partitionKeyLength how many of the leading bytes are the partition key
 */
public record EncodedKey(Bytes bytes, int partitionKeyLength) implements Comparable<EncodedKey> {
  public EncodedKey {
    if (partitionKeyLength < 1 || partitionKeyLength > bytes.length()) {
      throw new IllegalArgumentException(
          "a partition key of " + partitionKeyLength + " in a key of " + bytes.length() + " bytes");
    }
  }

  public static EncodedKey of(PrimaryKey key) {
    return KeyCodec.encode(key);
  }

  /**
   * Takes bytes for a key, after a check that they are one.
   *
   * @throws dev.pangaea.conflict.bytes.MalformedBytesException if they are not
   */
  public static EncodedKey parse(Bytes bytes) {
    return KeyCodec.parse(bytes);
  }

  public PrimaryKey decode() {
    return KeyCodec.decode(bytes);
  }

  @Override
  public int compareTo(EncodedKey other) {
    return bytes.compareTo(other.bytes);
  }
}
