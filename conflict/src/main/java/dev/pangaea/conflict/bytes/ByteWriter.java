package dev.pangaea.conflict.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer that bytes are written to. Confined to one thread; {@link #reset} makes it ready
 * for the next use.
 */
public final class ByteWriter {
  private static final VarHandle I64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int SHORT_TEXT = 32;
  private static final int VARINT_BYTES_MAX = 10;

  private byte[] buffer;
  private int length;

  public ByteWriter(int capacity) {
    this.buffer = new byte[capacity];
  }

  public int length() {
    return length;
  }

  public void reset() {
    length = 0;
  }

  public void u8(int value) {
    room(1);
    buffer[length++] = (byte) value;
  }

  public void u16(int value) {
    u8(value >>> 8);
    u8(value);
  }

  public void i32(int value) {
    u16(value >>> 16);
    u16(value);
  }

  public void i64(long value) {
    room(Long.BYTES);
    I64.set(buffer, length, value);
    length += Long.BYTES;
  }

  /** An unsigned number in 7-bit groups, low group first. */
  public void varint(long value) {
    room(VARINT_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[length++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    buffer[length++] = (byte) rest;
  }

  /** A {@link #varint} of a number that is not negative. */
  public void u63(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number: " + value);
    }
    varint(value);
  }

  /** A signed number, small magnitudes short. */
  public void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  public void raw(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, buffer, length, count);
    length += count;
  }

  /** Length, then the bytes. */
  public void bytes(byte[] source) {
    varint(source.length);
    raw(source, 0, source.length);
  }

  public void bytes(Bytes source) {
    bytes(source.shared());
  }

  /**
   * Length in UTF-8, then the text.
   *
   * @throws IllegalArgumentException for a text that UTF-8 cannot carry
   */
  public void text(String value) {
    if (value.length() > SHORT_TEXT || !shortAscii(value)) {
      bytes(Utf8.encode(value));
    }
  }

  /** Most names: written in place, where each character is a byte and the length is another. */
  private boolean shortAscii(String value) {
    int count = value.length();
    room(1 + count);
    for (int index = 0; index < count; index++) {
      char character = value.charAt(index);
      if (character >= 0x80) {
        return false;
      }
      buffer[length + 1 + index] = (byte) character;
    }
    buffer[length] = (byte) count;
    length += 1 + count;
    return true;
  }

  public Bytes written() {
    return Bytes.owning(Arrays.copyOf(buffer, length));
  }

  /** Puts what is written into a buffer that has room for it. */
  public void copyTo(ByteBuffer target) {
    target.put(buffer, 0, length);
  }

  private void room(int count) {
    if (buffer.length - length < count) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
    }
  }
}
