package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Items to canonical bytes and back: names and set elements in their order, numbers in their one
 * form. A value is its type's tag, then its content; strings and binaries carry their length,
 * collections their count.
 */
final class ItemCodec {
  static final int STRING = 1;
  static final int NUMBER_SMALL = 2;
  static final int NUMBER_LARGE = 3;
  static final int BINARY = 4;
  static final int TRUE = 5;
  static final int FALSE = 6;
  static final int NULL = 7;
  static final int LIST = 8;
  static final int MAP = 9;
  static final int STRING_SET = 10;
  static final int NUMBER_SET = 11;
  static final int BINARY_SET = 12;

  /** Above what DynamoDB lets in (32): only damaged bytes nest deeper. */
  private static final int DEPTH_MAX = 64;

  private ItemCodec() {}

  static Bytes encode(Item item) {
    ByteWriter to = new ByteWriter(256);
    entries(item.attributes(), to);
    return to.written();
  }

  static Item decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    Item item = new Item(entries(from, 0));
    from.end();
    return item;
  }

  private static void entries(SortedMap<String, AttributeValue> entries, ByteWriter to) {
    to.varint(entries.size());
    entries.forEach(
        (name, value) -> {
          to.text(name);
          write(value, to);
        });
  }

  private static void write(AttributeValue value, ByteWriter to) {
    switch (value) {
      case StringValue(String text) -> {
        to.u8(STRING);
        to.text(text);
      }
      case NumberValue(BigDecimal number) -> number(number, to);
      case BinaryValue(Bytes bytes) -> {
        to.u8(BINARY);
        to.bytes(bytes);
      }
      case BooleanValue(boolean truth) -> to.u8(truth ? TRUE : FALSE);
      case NullValue() -> to.u8(NULL);
      case ListValue(List<AttributeValue> elements) -> {
        to.u8(LIST);
        to.varint(elements.size());
        elements.forEach(element -> write(element, to));
      }
      case MapValue(SortedMap<String, AttributeValue> entries) -> {
        to.u8(MAP);
        entries(entries, to);
      }
      case StringSetValue set -> {
        to.u8(STRING_SET);
        to.varint(set.elements().size());
        set.elements().forEach(to::text);
      }
      case NumberSetValue set -> {
        to.u8(NUMBER_SET);
        to.varint(set.elements().size());
        set.elements().forEach(element -> number(element, to));
      }
      case BinarySetValue set -> {
        to.u8(BINARY_SET);
        to.varint(set.elements().size());
        set.elements().forEach(to::bytes);
      }
    }
  }

  private static void number(BigDecimal number, ByteWriter to) {
    BigInteger unscaled = number.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      to.u8(NUMBER_SMALL);
      to.zigzag(number.scale());
      to.zigzag(unscaled.longValue());
    } else {
      to.u8(NUMBER_LARGE);
      to.zigzag(number.scale());
      to.bytes(unscaled.toByteArray());
    }
  }

  private static TreeMap<String, AttributeValue> entries(ByteReader from, int depth) {
    TreeMap<String, AttributeValue> entries = new TreeMap<>();
    for (int left = from.count(); left > 0; left--) {
      entries.put(from.text(), read(from, depth));
    }
    return entries;
  }

  private static AttributeValue read(ByteReader from, int depth) {
    if (depth > DEPTH_MAX) {
      throw new MalformedBytesException("values nested deeper than " + DEPTH_MAX);
    }
    int tag = from.u8();
    return switch (tag) {
      case STRING -> new StringValue(from.text());
      case NUMBER_SMALL, NUMBER_LARGE -> new NumberValue(number(tag, from));
      case BINARY -> new BinaryValue(from.bytes());
      case TRUE -> new BooleanValue(true);
      case FALSE -> new BooleanValue(false);
      case NULL -> new NullValue();
      case LIST -> {
        List<AttributeValue> elements = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
          elements.add(read(from, depth + 1));
        }
        yield new ListValue(elements);
      }
      case MAP -> new MapValue(entries(from, depth + 1));
      case STRING_SET -> {
        TreeSet<String> elements = new TreeSet<>();
        for (int left = from.count(); left > 0; left--) {
          elements.add(from.text());
        }
        yield new StringSetValue(elements);
      }
      case NUMBER_SET -> {
        TreeSet<BigDecimal> elements = new TreeSet<>();
        for (int left = from.count(); left > 0; left--) {
          elements.add(number(from.u8(), from));
        }
        yield new NumberSetValue(elements);
      }
      case BINARY_SET -> {
        TreeSet<Bytes> elements = new TreeSet<>();
        for (int left = from.count(); left > 0; left--) {
          elements.add(from.bytes());
        }
        yield new BinarySetValue(elements);
      }
      default -> throw new MalformedBytesException("no attribute type has the tag " + tag);
    };
  }

  private static BigDecimal number(int tag, ByteReader from) {
    int scale = (int) from.zigzag();
    return switch (tag) {
      case NUMBER_SMALL -> BigDecimal.valueOf(from.zigzag(), scale);
      case NUMBER_LARGE -> new BigDecimal(new BigInteger(from.bytes().shared()), scale);
      default -> throw new MalformedBytesException("no number has the tag " + tag);
    };
  }
}
