package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all processes said in one round. Who did not answer is not in it.
 *
 * @param atMillis when, by the wall clock
 * @param nanos when, by a clock that only goes on
 * @param nodes by region
 * @param requests by region
 * @param replicators by the region that they bring changes to, of those regions all of whose
 *     replicators answered
 */
public record Readings(
    long atMillis,
    long nanos,
    Map<String, NodeReading> nodes,
    Map<String, RequestCounters> requests,
    Map<String, List<Progress>> replicators,
    Optional<List<LinkReading>> links,
    Optional<ScenarioStanding> scenario) {
  public Readings {
    nodes = Map.copyOf(nodes);
    requests = Map.copyOf(requests);
    replicators = Map.copyOf(replicators);
    links = links.map(List::copyOf);
  }
}
