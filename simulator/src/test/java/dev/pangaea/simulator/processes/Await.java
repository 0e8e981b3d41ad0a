package dev.pangaea.simulator.processes;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do, with a bound. */
public final class Await {
  /**
   * For what comes true in seconds, on a machine of which others have the most: a process that
   * starts there takes half a minute, and what was refused meanwhile is tried again later still.
   */
  static final Duration LONG = Duration.ofMinutes(3);

  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  private Await() {}

  public static void until(String what, Duration bound, Callable<Boolean> condition) {
    long end = System.nanoTime() + bound.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + bound + ": " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (java.io.IOException notYet) {
      return false;
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
