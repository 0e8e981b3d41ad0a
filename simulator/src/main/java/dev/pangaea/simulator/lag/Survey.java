package dev.pangaea.simulator.lag;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What all processes said at one moment. */
public record Survey(
    long atMillis, List<Asked<NodeStanding>> nodes, List<Asked<ReplicatorStanding>> replicators) {
  public Survey {
    nodes = List.copyOf(nodes);
    replicators = List.copyOf(replicators);
  }

  /** A process, under the region that it was named for, and its answer. */
  public record Asked<T>(String region, URI address, Answer<T> answer) {}

  Stream<NodeStanding> toldNodes() {
    return nodes.stream().flatMap(each -> each.answer().told().stream());
  }

  Stream<ReplicatorStanding.LinkStanding> links() {
    return replicators.stream()
        .flatMap(each -> each.answer().told().stream())
        .flatMap(each -> each.links().stream());
  }

  /** Up to when all writes are visible at a route's end, by the clock at its beginning. */
  OptionalLong visibleAsOfMillis(Route route) {
    return toldNodes()
        .map(NodeStanding::visibleAsOfMillis)
        .filter(visible -> visible.containsKey(route))
        .mapToLong(visible -> visible.get(route))
        .findFirst();
  }
}
