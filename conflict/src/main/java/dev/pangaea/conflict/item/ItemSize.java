package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.Utf8;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The size of an item as DynamoDB counts it, in bytes: names and values in UTF-8, an overhead for
 * lists and maps. It decides what is too large and what a request consumes; it is not the length of
 * {@link EncodedItem}'s bytes. (Amazon DynamoDB Developer Guide, "DynamoDB item sizes and
 * formats".)
 */
public final class ItemSize {
  public static final int ITEM_BYTES_MAX = 400 * 1024;

  static final long COLLECTION_OVERHEAD = 3;
  static final long ELEMENT_OVERHEAD = 1;
  static final long TRUTH_OR_NULL = 1;

  private ItemSize() {}

  public static long of(Item item) {
    return entries(item.attributes());
  }

  /** The size of an item that need not be decoded for it. */
  public static long of(EncodedItem item) {
    return item.tell(ItemSink.NOTHING);
  }

  /**
   * Whether an item is larger than DynamoDB allows. Its encoded bytes, where they are known anyway,
   * spare the count for all but large items: no value counts more than twice its encoded length.
   */
  public static boolean aboveMax(Item item, EncodedItem encoded) {
    return encoded.bytes().length() > ITEM_BYTES_MAX / 2 && of(item) > ITEM_BYTES_MAX;
  }

  /**
   * Whether an item is larger than DynamoDB allows, asked before it is encoded: it counts no
   * attribute behind the one that makes it so.
   */
  public static boolean aboveMax(Item item) {
    long size = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
      size += Utf8.length(attribute.getKey()) + of(attribute.getValue());
      if (size > ITEM_BYTES_MAX) {
        return true;
      }
    }
    return false;
  }

  /** The size of a value alone, without a name. */
  public static long of(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> Utf8.length(text);
      case NumberValue(BigDecimal number) -> number(number);
      case BinaryValue(Bytes bytes) -> bytes.length();
      case BooleanValue _, NullValue _ -> TRUTH_OR_NULL;
      case ListValue list -> {
        long size = COLLECTION_OVERHEAD;
        for (AttributeValue element : list.elements()) {
          size += ELEMENT_OVERHEAD + of(element);
        }
        yield size;
      }
      case MapValue map ->
          COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * map.entries().size() + entries(map.entries());
      case StringSetValue set -> set.elements().stream().mapToLong(Utf8::length).sum();
      case NumberSetValue set -> set.elements().stream().mapToLong(ItemSize::number).sum();
      case BinarySetValue set -> set.elements().stream().mapToLong(Bytes::length).sum();
    };
  }

  private static long entries(Map<String, AttributeValue> entries) {
    long size = 0;
    for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
      size += Utf8.length(entry.getKey()) + of(entry.getValue());
    }
    return size;
  }

  /**
   * A byte, one more for each two significant digits, and one for a sign. AWS calls this
   * approximate; the pairs are those of a number to the base 100, counted from the point, so that
   * {@code 12} is one pair and {@code 1.2} is two.
   */
  static long number(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    int digits = number.precision();
    boolean leadsAlone = (Numbers.exponent(number) & 1) == 0;
    int pairs = leadsAlone ? digits / 2 + 1 : (digits + 1) / 2;
    return 1 + pairs + (number.signum() < 0 ? 1 : 0);
  }
}
