package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An item's key as one text that somebody can type: strings and numbers as they are, binary as
 * Base64, a sort key behind a slash. Slashes and backslashes within are led by a backslash, so that
 * no two keys of a table have the same text. One that would be longer than an index takes is cut
 * short, and ends with a digest of the whole key.
 */
final class ItemText {
  static final int BYTES_MAX = 1024;

  /** Less than the bytes of any text that is cut, four to a character. */
  private static final int KEPT_CHARS = 200;

  private ItemText() {}

  static String of(EncodedKey encoded) {
    PrimaryKey key = encoded.decode();
    String text = text(key.partitionKey());
    String whole = key.sortKey().map(sort -> text + "/" + text(sort)).orElse(text);
    return whole.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX ? whole : cut(whole, encoded);
  }

  private static String text(AttributeValue value) {
    String plain =
        switch (value) {
          case StringValue(String string) -> string;
          case NumberValue(var number) -> number.toPlainString();
          case BinaryValue(var bytes) -> Base64.getEncoder().encodeToString(bytes.shared());
          case AttributeValue other -> throw new IllegalArgumentException("no key: " + other);
        };
    return plain.replace("\\", "\\\\").replace("/", "\\/");
  }

  private static String cut(String whole, EncodedKey key) {
    int end = whole.offsetByCodePoints(0, KEPT_CHARS);
    return whole.substring(0, end) + "...sha256:" + HexFormat.of().formatHex(sha256(key));
  }

  private static byte[] sha256(EncodedKey key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.bytes().shared());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
