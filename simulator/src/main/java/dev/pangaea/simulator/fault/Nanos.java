package dev.pangaea.simulator.fault;

import java.util.concurrent.TimeUnit;

/**
 * Arithmetic on instants that are not negative: it ends at {@link Segment#NEVER} instead of running
 * over.
 */
final class Nanos {
  private Nanos() {}

  static long plus(long atNanos, long delayNanos) {
    long sum = atNanos + delayNanos;
    return sum < 0 ? Segment.NEVER : sum;
  }

  static long ofMillis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  static long ofMicros(long micros) {
    return TimeUnit.MICROSECONDS.toNanos(micros);
  }
}
