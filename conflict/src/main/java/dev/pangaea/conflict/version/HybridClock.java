package dev.pangaea.conflict.version;

/**
 * The hybrid logical clock of one writer: every time it gives is above all that it gave and all
 * that it has seen, and at or above the wall clock when that runs ahead. Confined to one thread;
 * the wall clock's milliseconds are handed in.
 */
public final class HybridClock {
  private HybridTime last;

  /**
   * @param floor the highest time known from before, so that the clock never goes back over a
   *     restart
   */
  public HybridClock(HybridTime floor) {
    this.last = floor;
  }

  public HybridTime next(long wallMillis) {
    last = last.next().max(HybridTime.of(Math.max(0, wallMillis), 0));
    return last;
  }

  /** Takes note of a time seen elsewhere: what {@link #next} gives is above it. */
  public void observe(HybridTime seen) {
    last = last.max(seen);
  }

  public HybridTime last() {
    return last;
  }
}
