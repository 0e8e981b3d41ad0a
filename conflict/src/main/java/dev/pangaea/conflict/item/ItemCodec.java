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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Items to canonical bytes and back: names and set elements in their order, numbers in their one
 * form. A value is its type's tag, then its content; strings and binaries carry their length,
 * collections their count. Numbers have tags of their own: see {@link NumberCodec}.
 */
final class ItemCodec {
  static final int STRING = 1;
  static final int BINARY = 4;
  static final int TRUE = 5;
  static final int FALSE = 6;
  static final int NULL = 7;
  static final int LIST = 8;
  static final int MAP = 9;
  static final int STRING_SET = 10;
  static final int NUMBER_SET = 11;
  static final int BINARY_SET = 12;

  /** Above {@link Nesting#AROUND_MAX}: only damaged bytes nest deeper. */
  static final int DEPTH_MAX = 64;

  /** Room for an item of a kilobyte. */
  private static final int CAPACITY = 1536;

  private ItemCodec() {}

  static Bytes encode(Item item) {
    ByteWriter to = new ByteWriter(CAPACITY);
    entries(item.attributes(), 0, to);
    return to.written();
  }

  static Item decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    Item item = new Item(entries(from, 0));
    from.end();
    return item;
  }

  private static void entries(SortedMap<String, AttributeValue> entries, int depth, ByteWriter to) {
    to.varint(entries.size());
    entries.forEach(
        (name, value) -> {
          to.text(name);
          write(value, depth, to);
        });
  }

  private static void write(AttributeValue value, int depth, ByteWriter to) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException("values nested deeper than " + DEPTH_MAX);
    }
    switch (value) {
      case StringValue(String text) -> {
        to.u8(STRING);
        to.text(text);
      }
      case NumberValue(BigDecimal number) -> NumberCodec.write(number, to);
      case BinaryValue(Bytes bytes) -> {
        to.u8(BINARY);
        to.bytes(bytes);
      }
      case BooleanValue(boolean truth) -> to.u8(truth ? TRUE : FALSE);
      case NullValue() -> to.u8(NULL);
      case ListValue(List<AttributeValue> elements) -> {
        to.u8(LIST);
        to.varint(elements.size());
        elements.forEach(element -> write(element, depth + 1, to));
      }
      case MapValue(SortedMap<String, AttributeValue> entries) -> {
        to.u8(MAP);
        entries(entries, depth + 1, to);
      }
      case StringSetValue set -> {
        to.u8(STRING_SET);
        to.varint(set.elements().size());
        set.elements().forEach(to::text);
      }
      case NumberSetValue set -> {
        to.u8(NUMBER_SET);
        to.varint(set.elements().size());
        set.elements().forEach(element -> NumberCodec.write(element, to));
      }
      case BinarySetValue set -> {
        to.u8(BINARY_SET);
        to.varint(set.elements().size());
        set.elements().forEach(to::bytes);
      }
    }
  }

  private static AttributeMap entries(ByteReader from, int depth) {
    List<String> names = new ArrayList<>();
    List<AttributeValue> values = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      names.add(from.text());
      values.add(read(from, depth));
    }
    checkAscending(names);
    return AttributeMap.ofAscending(names, values);
  }

  private static AttributeValue read(ByteReader from, int depth) {
    if (depth > DEPTH_MAX) {
      throw new MalformedBytesException("values nested deeper than " + DEPTH_MAX);
    }
    int tag = from.u8();
    return switch (tag) {
      case STRING -> new StringValue(from.text());
      case NumberCodec.SMALL, NumberCodec.LARGE -> new NumberValue(NumberCodec.read(tag, from));
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
      case STRING_SET -> new StringSetValue(elements(from, ByteReader::text));
      case NUMBER_SET ->
          new NumberSetValue(elements(from, source -> NumberCodec.read(source.u8(), source)));
      case BINARY_SET -> new BinarySetValue(elements(from, ByteReader::bytes));
      default -> throw new MalformedBytesException("no attribute type has the tag " + tag);
    };
  }

  private static <T extends Comparable<T>> SortedSet<T> elements(
      ByteReader from, Function<ByteReader, T> element) {
    List<T> elements = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      elements.add(element.apply(from));
    }
    checkAscending(elements);
    return new TreeSet<>(elements);
  }

  private static <T extends Comparable<T>> void checkAscending(List<T> elements) {
    for (int index = 1; index < elements.size(); index++) {
      if (elements.get(index - 1).compareTo(elements.get(index)) >= 0) {
        throw new MalformedBytesException("names or set elements that do not ascend");
      }
    }
  }
}
