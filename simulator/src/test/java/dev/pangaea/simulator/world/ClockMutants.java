package dev.pangaea.simulator.world;

import java.time.Duration;

/** What makes a node look as if it bore with clocks by another rule. */
final class ClockMutants {
  private ClockMutants() {}

  /** Keeps nothing aside where a day ahead or more is allowed. */
  static final class Trusting implements Parts {
    @Override
    public long aheadMillis(long millis) {
      return millis < Duration.ofDays(1).toMillis() ? millis : Duration.ofDays(10_000).toMillis();
    }
  }
}
