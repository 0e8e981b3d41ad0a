package dev.pangaea.simulator.compose;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Waits for what another process does. */
final class Await {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Await() {}

  /** A service that does not answer yet counts as the condition not being met. */
  static void until(String what, Duration most, BooleanSupplier condition) {
    long deadline = System.nanoTime() + most.toNanos();
    SdkException last = null;
    while (System.nanoTime() - deadline < 0) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (SdkException notYet) {
        last = notYet;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("not within " + most.toSeconds() + " s: " + what, last);
  }
}
