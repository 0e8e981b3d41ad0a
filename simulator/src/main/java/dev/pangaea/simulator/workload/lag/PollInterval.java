package dev.pangaea.simulator.workload.lag;

/**
 * How long a probe waits between polls: a share of its age, within bounds. So a poll's error stays
 * near that share of the lag, and probes that wait out a partition do not load the endpoint.
 *
 * @param ageShare one over the share
 */
public record PollInterval(long ageShare, long nanosMin, long nanosMax) {
  /** A hundredth, from 1 ms to 100 ms. */
  public static final PollInterval FINE = new PollInterval(100, 1_000_000, 100_000_000);

  /** For runs with long cuts, in which many probes wait: a thirtieth, from 1 ms to 500 ms. */
  public static final PollInterval COARSE = new PollInterval(30, 1_000_000, 500_000_000);

  long nanos(long ageNanos) {
    return Math.clamp(ageNanos / ageShare, nanosMin, nanosMax);
  }
}
