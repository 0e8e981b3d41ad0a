package dev.pangaea.dashboards.console;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node has answered since it started.
 *
 * @param reads successful requests that read items
 * @param writes successful requests that write items
 * @param errors requests that failed, without conditions that did not hold
 * @param withinSeconds how many reads and writes took at most so long; the highest is infinity
 */
public record RequestCounters(
    double reads, double writes, double errors, SortedMap<Double, Double> withinSeconds) {
  public RequestCounters {
    withinSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(withinSeconds));
  }

  /** Whether this can have followed: what is counted never falls but in another process. */
  boolean follows(RequestCounters before) {
    return reads >= before.reads && writes >= before.writes && errors >= before.errors;
  }

  /**
   * The time that a share of the requests since then took at most, straight through the bucket that
   * it falls into; empty if there were none.
   */
  OptionalDouble quantileMillis(double share, RequestCounters before) {
    SortedMap<Double, Double> since = new TreeMap<>();
    withinSeconds.forEach(
        (bound, count) -> since.put(bound, count - before.withinSeconds.getOrDefault(bound, 0.0)));
    if (since.isEmpty() || since.lastEntry().getValue() <= 0) {
      return OptionalDouble.empty();
    }
    double wanted = share * since.lastEntry().getValue();
    double bound = 0;
    double count = 0;
    for (var bucket : since.entrySet()) {
      if (bucket.getValue() >= wanted) {
        double from = bound;
        double part = (wanted - count) / (bucket.getValue() - count);
        double to = bucket.getKey().isInfinite() ? from : bucket.getKey();
        return OptionalDouble.of(1000 * (from + part * (to - from)));
      }
      bound = bucket.getKey();
      count = bucket.getValue();
    }
    return OptionalDouble.of(1000 * bound);
  }
}
