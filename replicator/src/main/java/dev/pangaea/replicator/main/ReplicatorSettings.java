package dev.pangaea.replicator.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.plan.PlanLimits;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replicator is told.
 *
 * @param target the region that it carries changes into
 * @param node the control port of that region's node, such as {@code http://127.0.0.1:8101}
 * @param sources for each source region the address of its Kafka, through the link that leads there
 * @param sourceProperties further properties of Kafka's clients, such as credentials, by source
 * @param httpPort where it serves metrics, health and status; zero for a free port
 * @param changesPerSecondMax how many changes it hands over per second and link; zero for no limit
 */
public record ReplicatorSettings(
    RegionName target,
    URI node,
    SortedMap<RegionName, String> sources,
    SortedMap<RegionName, Map<String, String>> sourceProperties,
    String httpHost,
    int httpPort,
    PlanLimits limits,
    int changesPerSecondMax) {
  public ReplicatorSettings {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    sourceProperties = Collections.unmodifiableSortedMap(new TreeMap<>(sourceProperties));
    if (!"http".equals(node.getScheme()) || node.getHost() == null) {
      throw new IllegalArgumentException(
          "a node is given as http://HOST:PORT, not as '" + node + "'");
    }
    if (!sources.keySet().containsAll(sourceProperties.keySet())) {
      throw new IllegalArgumentException(
          "properties are of a source region: " + sourceProperties.keySet());
    }
    if (sources.containsKey(target)) {
      throw new IllegalArgumentException("a region is not its own source: " + target);
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a replicator has at least one source region");
    }
    if (changesPerSecondMax < 0) {
      throw new IllegalArgumentException("a rate is not negative: " + changesPerSecondMax);
    }
  }

  /** The settings of a replicator without a rate limit. */
  public static ReplicatorSettings of(
      RegionName target,
      URI node,
      SortedMap<RegionName, String> sources,
      String httpHost,
      int httpPort) {
    return new ReplicatorSettings(
        target, node, sources, new TreeMap<>(), httpHost, httpPort, PlanLimits.DEFAULT, 0);
  }

  /** With further properties of Kafka's clients, for some sources. */
  public ReplicatorSettings withSourceProperties(
      SortedMap<RegionName, Map<String, String>> properties) {
    return new ReplicatorSettings(
        target, node, sources, properties, httpHost, httpPort, limits, changesPerSecondMax);
  }

  /** With a rate limit; no batch has more than a second's worth of it. Zero is no limit. */
  public ReplicatorSettings withChangesPerSecondMax(int most) {
    PlanLimits paced = most > 0 ? limits.withBatchChangesAtMost(most) : limits;
    return new ReplicatorSettings(
        target, node, sources, sourceProperties, httpHost, httpPort, paced, most);
  }
}
