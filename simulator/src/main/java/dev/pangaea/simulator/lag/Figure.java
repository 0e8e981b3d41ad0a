package dev.pangaea.simulator.lag;

import dev.pangaea.simulator.lag.ReplicatorStanding.Lag;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * A figure that tells how far a route's end is behind.
 *
 * <p>Only staleness and backlog are known at every moment. A lag is that of what has arrived, and
 * so unknown while nothing arrives.
 */
public enum Figure {
  STALENESS("staleness", true),
  LAG_P50("lag p50", true),
  LAG_P90("lag p90", true),
  LAG_P99("lag p99", true),
  LAG_MAX("lag max", true),
  BACKLOG("backlog", false);

  private final String words;
  private final boolean time;

  Figure(String words, boolean time) {
    this.words = words;
    this.time = time;
  }

  /** Whether it is told in milliseconds; else in records. */
  public boolean isTime() {
    return time;
  }

  public String show(double value) {
    return time ? Shown.duration(Math.round(value)) : Shown.number(Math.round(value)) + " records";
  }

  @Override
  public String toString() {
    return words;
  }

  OptionalDouble of(RouteStanding route) {
    return switch (this) {
      case STALENESS -> asDouble(route.stalenessMillis());
      case LAG_P50 -> lag(route, Lag::p50Millis);
      case LAG_P90 -> lag(route, Lag::p90Millis);
      case LAG_P99 -> lag(route, Lag::p99Millis);
      case LAG_MAX -> lag(route, Lag::maxMillis);
      case BACKLOG -> asDouble(route.backlogNow());
    };
  }

  private static OptionalDouble asDouble(OptionalLong value) {
    return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
  }

  private static OptionalDouble lag(RouteStanding route, ToDoubleFunction<Lag> of) {
    return route.lag().stream().mapToDouble(of).findFirst();
  }
}
