package dev.pangaea.conflict.bytes;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes, ordered as unsigned bytes, shorter first where one is a prefix of the
 * other.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes copyOf(byte... content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /** Takes the array over without a copy: the caller must never write to it again. */
  public static Bytes owning(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  public int length() {
    return content.length;
  }

  public byte at(int index) {
    return content[index];
  }

  public byte[] toArray() {
    return content.clone();
  }

  /**
   * The array itself, for codecs and native calls on the hot path: the caller must not write to it.
   */
  public byte[] shared() {
    return content;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
