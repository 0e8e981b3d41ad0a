package dev.pangaea.conflict.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link ByteWriter} wrote. Whatever the input, it reads within its bounds or throws
 * {@link MalformedBytesException}.
 */
public final class ByteReader {
  private final byte[] source;
  private final int limit;
  private int position;

  public ByteReader(Bytes source) {
    this(source.shared());
  }

  public ByteReader(byte[] source) {
    this.source = source;
    this.limit = source.length;
  }

  public int remaining() {
    return limit - position;
  }

  public int u8() {
    need(1);
    return source[position++] & 0xFF;
  }

  public int u16() {
    return u8() << 8 | u8();
  }

  public int i32() {
    return u16() << 16 | u16();
  }

  public long i64() {
    return (long) i32() << 32 | i32() & 0xFFFFFFFFL;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedBytesException("a number of more than 64 bits");
  }

  public long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A count of things that each take at least one byte. */
  public int count() {
    long count = varint();
    if (count < 0 || count > remaining()) {
      throw new MalformedBytesException(
          "a count of " + count + " with " + remaining() + " bytes left");
    }
    return (int) count;
  }

  public byte[] raw(int count) {
    need(count);
    byte[] part = Arrays.copyOfRange(source, position, position + count);
    position += count;
    return part;
  }

  public Bytes bytes() {
    return Bytes.owning(raw(count()));
  }

  public String text() {
    int length = count();
    String value = new String(source, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** Checks that all has been read. */
  public void end() {
    if (position != limit) {
      throw new MalformedBytesException(remaining() + " bytes too many");
    }
  }

  private void need(int count) {
    if (count < 0 || remaining() < count) {
      throw new MalformedBytesException(count + " bytes wanted, " + remaining() + " left");
    }
  }
}
