package dev.pangaea.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** This machine's clock, or one that is wrong by as much as somebody wants. */
public final class DemoClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  /** Behind, if negative. */
  public void set(Duration aheadOfTrueTime) {
    ahead = aheadOfTrueTime;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
