package dev.pangaea.simulator.lag;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Whether a figure comes to stay under a bound for long enough, in time. A figure that is not known
 * is not under it.
 */
public final class Hold {
  private final double bound;
  private final long forMillis;
  private final long beganMillis;
  private final long timeoutMillis;
  private OptionalLong sinceMillis = OptionalLong.empty();
  private double worst;

  public Hold(double bound, long forMillis, long beganMillis, long timeoutMillis) {
    this.bound = bound;
    this.forMillis = forMillis;
    this.beganMillis = beganMillis;
    this.timeoutMillis = timeoutMillis;
  }

  /** What can be said by now. */
  public sealed interface Verdict {
    record Open() implements Verdict {}

    /**
     * @param worst the highest figure in that time
     */
    record Held(double worst, long afterMillis) implements Verdict {}

    record TooLate() implements Verdict {}
  }

  /**
   * @param figure now, the highest of all routes
   */
  public Verdict look(long nowMillis, OptionalDouble figure) {
    if (figure.isPresent() && figure.getAsDouble() < bound) {
      if (sinceMillis.isEmpty()) {
        sinceMillis = OptionalLong.of(nowMillis);
        worst = 0;
      }
      worst = Math.max(worst, figure.getAsDouble());
      if (nowMillis - sinceMillis.getAsLong() >= forMillis) {
        return new Verdict.Held(worst, nowMillis - beganMillis);
      }
    } else {
      sinceMillis = OptionalLong.empty();
    }
    return nowMillis - beganMillis >= timeoutMillis ? new Verdict.TooLate() : new Verdict.Open();
  }
}
