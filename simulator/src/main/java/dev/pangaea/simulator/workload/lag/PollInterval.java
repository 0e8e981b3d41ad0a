package dev.pangaea.simulator.workload.lag;

/**
 * How long a probe waits between polls: a hundredth of its age, from 1 ms to 100 ms. So a poll's
 * error stays near 1 % of the lag, and probes that wait out a partition do not load the endpoint.
 */
final class PollInterval {
  static final long NANOS_MIN = 1_000_000;
  static final long NANOS_MAX = 100_000_000;
  private static final long AGE_SHARE = 100;

  private PollInterval() {}

  static long nanos(long ageNanos) {
    return Math.clamp(ageNanos / AGE_SHARE, NANOS_MIN, NANOS_MAX);
  }
}
