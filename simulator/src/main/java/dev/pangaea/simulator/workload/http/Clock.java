package dev.pangaea.simulator.workload.http;

/** The clock of one run: nanoseconds since the run began, the same for all threads. */
final class Clock {
  private final long originNanos = System.nanoTime();

  long nanos() {
    return System.nanoTime() - originNanos;
  }
}
