package dev.pangaea.conflict.change;

import dev.pangaea.conflict.version.HybridTime;

/**
 * How far one partition of a region's log has been taken in elsewhere: every write of that region
 * with a time at or below {@code clock} is included.
 *
 * @param appendMillis when the last record taken in was appended, by the source's own log
 */
public record Watermark(HybridTime clock, long appendMillis) {
  public static final Watermark NONE = new Watermark(HybridTime.ZERO, 0);
}
