package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import java.math.BigDecimal;

/**
 * Tells a sink what an encoded item holds, and counts its size as {@link ItemSize} does on the way.
 */
final class ItemWalk<X extends Exception> {
  private final byte[] source;
  private final ByteReader from;
  private final ItemSink<X> sink;

  private ItemWalk(Bytes bytes, ItemSink<X> sink) {
    this.source = bytes.shared();
    this.from = new ByteReader(bytes);
    this.sink = sink;
  }

  static <X extends Exception> long walk(Bytes bytes, ItemSink<X> sink) throws X {
    ItemWalk<X> walk = new ItemWalk<>(bytes, sink);
    long size = 0;
    for (int left = walk.from.count(); left > 0; left--) {
      size += walk.entry(0);
    }
    walk.from.end();
    return size;
  }

  private long entry(int depth) throws X {
    int length = from.count();
    int at = skip(length);
    sink.name(source, at, length);
    return length + value(depth);
  }

  private long value(int depth) throws X {
    if (depth > ItemCodec.DEPTH_MAX) {
      throw new MalformedBytesException("values nested deeper than " + ItemCodec.DEPTH_MAX);
    }
    int tag = from.u8();
    return switch (tag) {
      case ItemCodec.STRING -> string();
      case NumberCodec.SMALL, NumberCodec.LARGE -> number(tag);
      case ItemCodec.BINARY -> binary();
      case ItemCodec.TRUE, ItemCodec.FALSE -> {
        sink.bool(tag == ItemCodec.TRUE);
        yield ItemSize.TRUTH_OR_NULL;
      }
      case ItemCodec.NULL -> {
        sink.nothing();
        yield ItemSize.TRUTH_OR_NULL;
      }
      case ItemCodec.LIST -> list(depth);
      case ItemCodec.MAP -> map(depth);
      case ItemCodec.STRING_SET -> set(ItemSetKind.SS);
      case ItemCodec.NUMBER_SET -> set(ItemSetKind.NS);
      case ItemCodec.BINARY_SET -> set(ItemSetKind.BS);
      default -> throw new MalformedBytesException("no attribute type has the tag " + tag);
    };
  }

  private long string() throws X {
    int length = from.count();
    sink.string(source, skip(length), length);
    return length;
  }

  private long binary() throws X {
    int length = from.count();
    sink.binary(source, skip(length), length);
    return length;
  }

  private long number(int tag) throws X {
    BigDecimal number = NumberCodec.read(tag, from);
    sink.number(number);
    return ItemSize.number(number);
  }

  private long list(int depth) throws X {
    sink.startList();
    long size = ItemSize.COLLECTION_OVERHEAD;
    for (int left = from.count(); left > 0; left--) {
      size += ItemSize.ELEMENT_OVERHEAD + value(depth + 1);
    }
    sink.endList();
    return size;
  }

  private long map(int depth) throws X {
    sink.startMap();
    long size = ItemSize.COLLECTION_OVERHEAD;
    for (int left = from.count(); left > 0; left--) {
      size += ItemSize.ELEMENT_OVERHEAD + entry(depth + 1);
    }
    sink.endMap();
    return size;
  }

  private long set(ItemSetKind kind) throws X {
    sink.startSet(kind);
    long size = 0;
    for (int left = from.count(); left > 0; left--) {
      size +=
          switch (kind) {
            case SS -> string();
            case NS -> number(from.u8());
            case BS -> binary();
          };
    }
    sink.endSet();
    return size;
  }

  /** Passes over bytes; returns where they begin. */
  private int skip(int length) {
    int at = source.length - from.remaining();
    from.skip(length);
    return at;
  }
}
