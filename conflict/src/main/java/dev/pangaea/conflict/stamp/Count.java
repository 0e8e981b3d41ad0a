package dev.pangaea.conflict.stamp;

import dev.pangaea.conflict.version.HybridTime;
import java.math.BigDecimal;

/**
 * All that one region has added to a number, up to a write of its own: of two counts of a region
 * the later includes the other.
 *
 * @param since the region's first addition: after the item was forgotten there, it begins anew
 * @param time the region's last addition
 * @param total exact, with as many digits as that takes; without trailing zeros
 */
public record Count(HybridTime since, HybridTime time, BigDecimal total) {
  public Count {
    if (since.compareTo(time) > 0) {
      throw new IllegalArgumentException("a count of additions that ends before it begins");
    }
    total = total.signum() == 0 ? BigDecimal.ZERO : total.stripTrailingZeros();
  }

  public static Count later(Count one, Count other) {
    return one.time.compareTo(other.time) >= 0 ? one : other;
  }

  /** What was added since an earlier count; all of it where that was of before it began. */
  public BigDecimal since(Count earlier) {
    return since.equals(earlier.since) ? total.subtract(earlier.total) : total;
  }
}
