package dev.pangaea.conflict.version;

/**
 * A point of the hybrid logical clock: 48 bits of milliseconds since 1970 and a 16-bit counter,
 * compared as one unsigned number. (Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014.)
 */
public record HybridTime(long packed) implements Comparable<HybridTime> {
  public static final HybridTime ZERO = new HybridTime(0);
  public static final HybridTime MAX = new HybridTime(-1);
  public static final int COUNTER_MAX = 0xFFFF;
  private static final int COUNTER_BITS = 16;

  public static HybridTime of(long millis, int counter) {
    if (millis < 0 || millis >= 1L << 48 || counter < 0 || counter > COUNTER_MAX) {
      throw new IllegalArgumentException("no hybrid time: " + millis + " ms, counter " + counter);
    }
    return new HybridTime(millis << COUNTER_BITS | counter);
  }

  public long millis() {
    return packed >>> COUNTER_BITS;
  }

  public int counter() {
    return (int) (packed & COUNTER_MAX);
  }

  /** The last time before this one; of the first one, itself. */
  public HybridTime previous() {
    return packed == 0 ? this : new HybridTime(packed - 1);
  }

  /**
   * The next point: the counter goes up, and carries into the milliseconds.
   *
   * @throws IllegalStateException at {@link #MAX}, since going on would go back
   */
  public HybridTime next() {
    if (equals(MAX)) {
      throw new IllegalStateException("no hybrid time is above " + this);
    }
    return new HybridTime(packed + 1);
  }

  public HybridTime max(HybridTime other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(HybridTime other) {
    return Long.compareUnsigned(packed, other.packed);
  }

  @Override
  public String toString() {
    return millis() + "." + counter();
  }
}
