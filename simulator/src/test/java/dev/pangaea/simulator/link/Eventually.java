package dev.pangaea.simulator.link;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a bound. */
public final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private Eventually() {}

  public static void holds(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + BOUND.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("did not come about within " + BOUND);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
