package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * A run of rows, by the bytes of their positions.
 *
 * @param from the first position in it, if there is something
 * @param to the first position behind it; empty for none
 */
public record KeyRange(Bytes from, Optional<Bytes> to) {
  public static final KeyRange ALL = new KeyRange(Bytes.EMPTY, Optional.empty());

  public static KeyRange of(Bytes from, Bytes to) {
    return new KeyRange(from, Optional.of(to));
  }

  /** All positions that begin so. */
  public static KeyRange beginningWith(Bytes prefix) {
    return new KeyRange(prefix, behind(prefix));
  }

  public boolean contains(Bytes position) {
    return position.compareTo(from) >= 0 && (to.isEmpty() || position.compareTo(to.get()) < 0);
  }

  public boolean isEmpty() {
    return to.isPresent() && from.compareTo(to.get()) >= 0;
  }

  /** What both hold. */
  public KeyRange and(KeyRange other) {
    Bytes start = from.compareTo(other.from) >= 0 ? from : other.from;
    if (to.isEmpty()) {
      return new KeyRange(start, other.to);
    }
    boolean ends = other.to.isEmpty() || to.get().compareTo(other.to.get()) <= 0;
    return new KeyRange(start, ends ? to : other.to);
  }

  /** What is left for somebody who goes this way and has been at a position. */
  public KeyRange beyond(Bytes position, boolean forward) {
    return and(
        forward
            ? new KeyRange(next(position), Optional.empty())
            : KeyRange.of(Bytes.EMPTY, position));
  }

  /** The position right behind this one: nothing lies between them. */
  public static Bytes next(Bytes position) {
    return Bytes.owning(Arrays.copyOf(position.shared(), position.length() + 1));
  }

  /** The first position behind all that begin so, if there is any. */
  public static Optional<Bytes> behind(Bytes prefix) {
    int length = prefix.length();
    while (length > 0 && prefix.at(length - 1) == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] behind = Arrays.copyOf(prefix.shared(), length);
    behind[length - 1]++;
    return Optional.of(Bytes.owning(behind));
  }
}
