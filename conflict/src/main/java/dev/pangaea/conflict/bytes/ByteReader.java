package dev.pangaea.conflict.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what a {@link ByteWriter} wrote. Whatever the input, it reads within its bounds or throws
 * {@link MalformedBytesException}; and it accepts only the one form that a writer gives a value.
 */
public final class ByteReader {
  private static final VarHandle I64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
    need(Long.BYTES);
    long value = (long) I64.get(source, position);
    position += Long.BYTES;
    return value;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = u8();
      long group = next & 0x7F;
      if (group << shift >>> shift != group || next == 0 && shift > 0) {
        throw new MalformedBytesException("no number in its shortest form of at most 64 bits");
      }
      value |= group << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedBytesException("a number of more than 64 bits");
  }

  /** A {@link #varint} below 2^63. */
  public long u63() {
    long value = varint();
    if (value < 0) {
      throw new MalformedBytesException("a number of more than 63 bits");
    }
    return value;
  }

  /** A {@link #varint} below 2^31. */
  public int u31() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new MalformedBytesException("a number of more than 31 bits");
    }
    return (int) value;
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

  public void skip(int count) {
    need(count);
    position += count;
  }

  /** The bytes before the next one of this value, which is left to read. */
  public byte[] rawBefore(int value) {
    int end = position;
    while (end < limit && source[end] != (byte) value) {
      end++;
    }
    return raw(end - position);
  }

  public Bytes bytes() {
    return Bytes.owning(raw(count()));
  }

  public String text() {
    int length = count();
    String value = Utf8.decode(source, position, length);
    position += length;
    return value;
  }

  /** Checks that the format, which comes first, is the one that the reader knows. */
  public void format(int known) {
    int format = u8();
    if (format != known) {
      throw new MalformedBytesException("format " + format + ", only " + known + " is known");
    }
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
