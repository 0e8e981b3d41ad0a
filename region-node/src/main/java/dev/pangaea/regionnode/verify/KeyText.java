package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;

/** A key as a person reads it. */
public final class KeyText {
  private KeyText() {}

  public static String of(EncodedKey key) {
    PrimaryKey decoded = key.decode();
    String partitionKey = text(decoded.partitionKey());
    return decoded.sortKey().map(sort -> partitionKey + " " + text(sort)).orElse(partitionKey);
  }

  private static String text(AttributeValue value) {
    if (value instanceof AttributeValue.StringValue(String text)) {
      return '"' + text + '"';
    }
    if (value instanceof AttributeValue.NumberValue number) {
      return number.value().toPlainString();
    }
    return value instanceof AttributeValue.BinaryValue binary
        ? "0x" + binary.value()
        : value.toString();
  }
}
