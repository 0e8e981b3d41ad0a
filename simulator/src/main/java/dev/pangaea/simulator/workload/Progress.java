package dev.pangaea.simulator.workload;

import java.util.Locale;

/**
 * What all workers saw since the last progress line. Handed from worker to worker, never shared at
 * one time.
 */
public final class Progress {
  private final LatencyRecorder latencies = new LatencyRecorder();
  private final LatencyRecorder lags = new LatencyRecorder();
  private long errors;
  private boolean probing;
  private long probesInFlight;

  /** Adds what a lag probe saw lately. */
  public void addLag(LatencyRecorder lately, long inFlight) {
    probing = true;
    lags.add(lately);
    probesInFlight += inFlight;
  }

  void add(LatencyRecorder lately, long errorsLately) {
    latencies.add(lately);
    errors += errorsLately;
  }

  /** How many requests succeeded. */
  public long answers() {
    return latencies.latency().count();
  }

  /** How many requests failed. */
  public long errors() {
    return errors;
  }

  /** One line, such as {@code 12 s 41,203/s p50 1.20 ms p99 4.00 ms max 9.10 ms errors 0}. */
  public String line(double atSeconds, double seconds, String phase) {
    Latency latency = latencies.latency();
    return String.format(
        Locale.ROOT,
        "%5.0f s %,10.0f/s  p50 %.2f ms  p99 %.2f ms  max %.2f ms  errors %,d%s%s",
        atSeconds,
        latency.count() / seconds,
        latency.p50(),
        latency.p99(),
        latency.max(),
        errors,
        lag(),
        phase.isEmpty() ? "" : "  (" + phase + ")");
  }

  private String lag() {
    if (!probing) {
      return "";
    }
    Latency lag = lags.latency();
    return String.format(
        Locale.ROOT,
        "  lag p50 %.1f ms  p99 %.1f ms  (%,d seen, %,d in flight)",
        lag.p50(),
        lag.p99(),
        lag.count(),
        probesInFlight);
  }
}
