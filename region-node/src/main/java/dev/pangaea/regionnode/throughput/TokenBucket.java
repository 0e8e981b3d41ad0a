package dev.pangaea.regionnode.throughput;

/**
 * The units that a table or an index has left at a moment. Units come by the second, and what is
 * not used is kept for up to five minutes. A request is admitted while there is any; what it costs
 * is known later, so that there may be less than nothing, but never less than five minutes make up
 * for. (Amazon DynamoDB Developer Guide, "Burst capacity".)
 *
 * @param level units left at that moment
 * @param sinceNanos that moment
 */
public record TokenBucket(double unitsPerSecond, double level, long sinceNanos) {
  public static final int BURST_SECONDS = 300;

  private static final double NANOS = 1e9;

  public TokenBucket {
    double most = unitsPerSecond * BURST_SECONDS;
    level = Math.clamp(level, -most, most);
  }

  /** A new one: nothing was left unused yet but a second's units. */
  public static TokenBucket of(long unitsPerSecond, long nowNanos) {
    return new TokenBucket(unitsPerSecond, unitsPerSecond, nowNanos);
  }

  /** The same later; a moment that is past is this one. */
  public TokenBucket at(long nowNanos) {
    long past = nowNanos - sinceNanos;
    return past <= 0
        ? this
        : new TokenBucket(unitsPerSecond, level + unitsPerSecond * past / NANOS, nowNanos);
  }

  public boolean admits() {
    return level > 0;
  }

  /**
   * @param units may be below zero, which gives them back
   */
  public TokenBucket less(double units) {
    return new TokenBucket(unitsPerSecond, level - units, sinceNanos);
  }

  /**
   * The same with other units from now on. What is left stays, as far as it is kept; of what is
   * added a second's units are there at once, as they are of all in a new one.
   */
  public TokenBucket refilledBy(long nextUnitsPerSecond, long nowNanos) {
    double added = Math.max(0, nextUnitsPerSecond - unitsPerSecond);
    return new TokenBucket(nextUnitsPerSecond, at(nowNanos).level + added, nowNanos);
  }
}
