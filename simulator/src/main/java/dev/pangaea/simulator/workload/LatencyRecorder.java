package dev.pangaea.simulator.workload;

import org.HdrHistogram.Histogram;

/**
 * A histogram of durations, exact to 0.1 % (and to half a microsecond), up to one hour. Confined to
 * one thread.
 */
public final class LatencyRecorder {
  private static final long NANOS_MIN = 1_000;
  private static final long NANOS_MAX = 3_600_000_000_000L;
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(NANOS_MIN, NANOS_MAX, DIGITS);

  /** Longer durations count as one hour, negative ones as none. */
  public void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, NANOS_MAX));
  }

  public void add(LatencyRecorder other) {
    histogram.add(other.histogram);
  }

  /** Forgets everything. */
  public void clear() {
    histogram.reset();
  }

  public Latency latency() {
    if (histogram.getTotalCount() == 0) {
      return Latency.NONE;
    }
    return new Latency(
        histogram.getTotalCount(),
        millis(histogram.getMean()),
        percentile(50),
        percentile(90),
        percentile(99),
        percentile(99.9),
        millis(histogram.getMaxValue()));
  }

  private double percentile(double percent) {
    return millis(histogram.getValueAtPercentile(percent));
  }

  private static double millis(double nanos) {
    return nanos / 1e6;
  }
}
