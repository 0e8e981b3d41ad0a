package dev.pangaea.simulator.lag;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far something long is.
 *
 * @param done of {@code all}; both may be estimates
 * @param perSecond how fast that rises lately, if it is known
 */
public record Progress(long done, long all, OptionalDouble perSecond) {
  /** From 0 to 100, and never 100 before all is done. */
  public int percent() {
    return all <= 0 || done >= all ? 100 : (int) Math.max(0, 100.0 * done / all);
  }

  /**
   * How long it takes if it goes on like this; empty if it does not go on, or that is not known.
   */
  public OptionalLong leftMillis() {
    double rate = perSecond.orElse(0);
    return rate > 0
        ? OptionalLong.of(Math.round(Math.max(0, all - done) / rate * 1e3))
        : OptionalLong.empty();
  }
}
