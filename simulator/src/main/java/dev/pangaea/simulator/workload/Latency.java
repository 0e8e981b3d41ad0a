package dev.pangaea.simulator.workload;

/** Percentiles of a set of durations, in milliseconds. */
public record Latency(
    long count, double mean, double p50, double p90, double p99, double p999, double max) {
  static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, 0);
}
