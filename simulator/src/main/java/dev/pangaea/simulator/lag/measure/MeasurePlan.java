package dev.pangaea.simulator.lag.measure;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is measured.
 *
 * @param endpoints each region's API; every pair is probed, both ways
 * @param table a global table with the partition key pk (S) alone
 * @param probesPerSecond of each direction
 * @param loadPerSecond writes in each region, none if empty
 * @param settle how long it goes on after the faults
 */
public record MeasurePlan(
    String name,
    Map<String, URI> endpoints,
    String table,
    long probesPerSecond,
    OptionalLong loadPerSecond,
    int itemBytes,
    Duration settle) {
  /** Of one direction; each has an item of its own, so that none is left out. */
  static final int PROBES_MAX = 10_000;

  public MeasurePlan {
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    if (endpoints.size() < 2) {
      throw new IllegalArgumentException("Lag is between two regions: name two endpoints or more.");
    }
    if (probesPerSecond < 1 || probesPerSecond > 100) {
      throw new IllegalArgumentException("A probe rate lies between 1 and 100.");
    }
  }

  /** From one region to another. */
  record Direction(String source, String target) {}

  List<Direction> directions() {
    return endpoints.keySet().stream()
        .flatMap(
            source ->
                endpoints.keySet().stream()
                    .filter(target -> !target.equals(source))
                    .map(target -> new Direction(source, target)))
        .toList();
  }

  /** How many probes of a direction there are in that time. */
  int probes(Duration length) {
    long probes = probesPerSecond * (length.toSeconds() + 1);
    if (probes > PROBES_MAX) {
      throw new IllegalArgumentException(
          "So long a run takes a lower probe rate: %,d probes are more than %,d."
              .formatted(probes, PROBES_MAX));
    }
    return (int) probes;
  }
}
