package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.bytes.Utf8;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.util.Optional;

/**
 * Key attributes to bytes whose unsigned order is DynamoDB's, and back. A component is its type's
 * tag, then
 *
 * <ul>
 *   <li>strings (UTF-8) and binaries: the bytes, each {@code 00} written as {@code 00 FF}, ended by
 *       {@code 00 00};
 *   <li>numbers: see {@link SortableNumberCodec}.
 * </ul>
 *
 * No component is a prefix of another, so a partition key's bytes are the prefix of just its own
 * items.
 */
public final class KeyCodec {
  private static final int STRING = 1;
  private static final int NUMBER = 2;
  private static final int BINARY = 3;
  private static final int ESCAPED = 0xFF;

  private KeyCodec() {}

  static EncodedKey encode(PrimaryKey key) {
    ByteWriter to = new ByteWriter(64);
    component(key.partitionKey(), to);
    int partitionKeyLength = to.length();
    key.sortKey().ifPresent(sortKey -> component(sortKey, to));
    return new EncodedKey(to.written(), partitionKeyLength);
  }

  static PrimaryKey decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    AttributeValue partitionKey = component(from);
    return new PrimaryKey(partitionKey, sortKey(from));
  }

  static EncodedKey parse(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    component(from);
    int partitionKeyLength = bytes.length() - from.remaining();
    sortKey(from);
    return new EncodedKey(bytes, partitionKeyLength);
  }

  private static Optional<AttributeValue> sortKey(ByteReader from) {
    Optional<AttributeValue> sortKey =
        from.remaining() == 0 ? Optional.empty() : Optional.of(component(from));
    from.end();
    return sortKey;
  }

  /** One key attribute's bytes: what sort-key conditions and index keys are made of. */
  public static void component(AttributeValue value, ByteWriter to) {
    switch (value) {
      case StringValue(String text) -> {
        to.u8(STRING);
        escaped(Utf8.encode(text), to);
      }
      case NumberValue number -> {
        to.u8(NUMBER);
        SortableNumberCodec.write(number.value(), to);
      }
      case BinaryValue(Bytes binary) -> {
        to.u8(BINARY);
        escaped(binary.shared(), to);
      }
      case AttributeValue other ->
          throw new IllegalArgumentException(
              "no key attribute: " + other.getClass().getSimpleName());
    }
  }

  public static AttributeValue component(ByteReader from) {
    int tag = from.u8();
    return switch (tag) {
      case STRING -> new StringValue(Utf8.decode(unescaped(from)));
      case NUMBER -> new NumberValue(SortableNumberCodec.read(from));
      case BINARY -> new BinaryValue(Bytes.owning(unescaped(from)));
      default -> throw new MalformedBytesException("no key type has the tag " + tag);
    };
  }

  private static void escaped(byte[] bytes, ByteWriter to) {
    int copied = 0;
    for (int index = 0; index < bytes.length; index++) {
      if (bytes[index] == 0) {
        to.raw(bytes, copied, index + 1 - copied);
        to.u8(ESCAPED);
        copied = index + 1;
      }
    }
    to.raw(bytes, copied, bytes.length - copied);
    to.u16(0);
  }

  private static byte[] unescaped(ByteReader from) {
    byte[] run = from.rawBefore(0);
    if (ended(from)) {
      return run;
    }
    ByteWriter plain = new ByteWriter(2 * run.length + 16);
    boolean ended = false;
    while (!ended) {
      plain.raw(run, 0, run.length);
      plain.u8(0);
      run = from.rawBefore(0);
      ended = ended(from);
    }
    plain.raw(run, 0, run.length);
    return plain.written().shared();
  }

  /** Reads the zero that a run of bytes stopped at: the end, or an escaped zero. */
  private static boolean ended(ByteReader from) {
    from.u8();
    int mark = from.u8();
    if (mark != 0 && mark != ESCAPED) {
      throw new MalformedBytesException("no escape: " + mark);
    }
    return mark == 0;
  }
}
