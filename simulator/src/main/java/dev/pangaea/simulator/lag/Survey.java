package dev.pangaea.simulator.lag;

import dev.pangaea.simulator.lag.NodeStanding.TableStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.LinkStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.TableOnLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all processes said, and when the last of them had. */
public record Survey(
    long atMillis, List<Asked<NodeStanding>> nodes, List<Asked<ReplicatorStanding>> replicators) {
  public Survey {
    nodes = List.copyOf(nodes);
    replicators = List.copyOf(replicators);
  }

  /**
   * A process, under the region that it was named for, and its answer.
   *
   * @param atMillis when it answered, or was given up
   */
  public record Asked<T>(String region, URI address, long atMillis, Answer<T> answer) {}

  /** The processes that did not answer, such as {@code eu-west-1's replicator}. */
  public List<String> silent() {
    List<String> silent = new ArrayList<>();
    nodes.stream()
        .filter(each -> each.answer().told().isEmpty())
        .forEach(each -> silent.add(each.region() + "'s node"));
    replicators.stream()
        .filter(each -> each.answer().told().isEmpty())
        .forEach(each -> silent.add(each.region() + "'s replicator"));
    return silent;
  }

  /**
   * How far behind each route's end is, by source, target and table. Regions that hold a table of
   * the same name have a route to each other, though nothing may be known of it yet.
   *
   * @param tables those of which it is wanted; empty for all of applications, or if there are none,
   *     for all
   */
  public List<RouteStanding> routes(Set<String> tables) {
    SortedMap<Route, RouteStanding> routes = new TreeMap<>();
    nodes.forEach(
        node ->
            node.answer()
                .told()
                .ifPresent(
                    standing ->
                        standing
                            .visibleAsOfMillis()
                            .forEach(
                                (route, asOf) ->
                                    routes.put(
                                        route,
                                        RouteStanding.known(route, node.atMillis(), asOf)))));
    links()
        .flatMap(link -> link.tables().stream())
        .forEach(table -> routes.put(table.route(), standing(table)));
    shared().forEach(route -> routes.putIfAbsent(route, RouteStanding.unknown(route)));
    boolean internal = routes.keySet().stream().noneMatch(Route::ofApplications);
    return routes.values().stream()
        .filter(
            each ->
                tables.isEmpty()
                    ? internal || each.route().ofApplications()
                    : tables.contains(each.route().table()))
        .toList();
  }

  /** Those of some tables that no two regions are known to hold. */
  public List<String> unshared(Set<String> tables) {
    Set<String> known =
        routes(tables).stream().map(each -> each.route().table()).collect(Collectors.toSet());
    return tables.stream().filter(table -> !known.contains(table)).toList();
  }

  /**
   * The highest of a figure over the routes of tables; empty if a process is silent, or some
   * route's is not known, or a table has none.
   */
  public OptionalDouble worst(Figure figure, Set<String> tables) {
    List<OptionalDouble> figures = routes(tables).stream().map(figure::of).toList();
    return silent().isEmpty()
            && unshared(tables).isEmpty()
            && figures.stream().allMatch(OptionalDouble::isPresent)
        ? figures.stream().mapToDouble(OptionalDouble::getAsDouble).max()
        : OptionalDouble.empty();
  }

  /** What long work regions are at: replicas that are filled, indexes that are built. */
  public List<UnderWay> underWay() {
    return toldNodes()
        .flatMap(node -> node.tables().stream().flatMap(table -> underWay(node, table)))
        .toList();
  }

  private Stream<UnderWay> underWay(NodeStanding node, TableStanding table) {
    Stream<UnderWay> replica =
        filling(node, table).stream()
            .map(filling -> new UnderWay(node.region(), table.name(), "replica", filling));
    Stream<UnderWay> indexes =
        table.indexes().stream()
            .filter(index -> !index.built())
            .map(
                index ->
                    new UnderWay(
                        node.region(), table.name(), "index " + index.name(), index.filling()));
    return Stream.concat(replica, indexes);
  }

  /**
   * How far a replica that is being filled is, by the items that other regions have; empty if none
   * is, or no other region is known to have the table.
   */
  Optional<Progress> filling(NodeStanding node, TableStanding table) {
    OptionalLong all =
        toldNodes()
            .filter(other -> !other.region().equals(node.region()))
            .flatMap(other -> other.tables().stream())
            .filter(other -> other.name().equals(table.name()) && !other.creating())
            .mapToLong(TableStanding::items)
            .max();
    if (!table.creating() || all.isEmpty()) {
      return Optional.empty();
    }
    double perSecond =
        links()
            .flatMap(link -> link.tables().stream())
            .filter(each -> each.route().target().equals(node.region()))
            .filter(each -> each.route().table().equals(table.name()))
            .mapToDouble(TableOnLink::changesPerSecond)
            .sum();
    return Optional.of(
        new Progress(
            table.items(),
            all.getAsLong(),
            perSecond > 0 ? OptionalDouble.of(perSecond) : OptionalDouble.empty()));
  }

  RouteStanding standing(TableOnLink table) {
    return RouteStanding.of(table, logEntries(table.route()), visibleAsOfMillis(table.route()));
  }

  Stream<LinkStanding> links() {
    return replicators.stream()
        .flatMap(each -> each.answer().told().stream())
        .flatMap(each -> each.links().stream());
  }

  /** Between every two regions that hold a table of applications, both ways. */
  private Stream<Route> shared() {
    return toldNodes()
        .flatMap(
            source ->
                toldNodes()
                    .filter(target -> !target.region().equals(source.region()))
                    .flatMap(
                        target ->
                            source.tables().stream()
                                .filter(TableStanding::held)
                                .filter(table -> target.holds(table.name()))
                                .map(
                                    table ->
                                        new Route(source.region(), target.region(), table.name()))))
        .filter(Route::ofApplications);
  }

  private Stream<NodeStanding> toldNodes() {
    return nodes.stream().flatMap(each -> each.answer().told().stream());
  }

  /** Up to when all writes are visible at a route's end, by the clock at its beginning. */
  private OptionalLong visibleAsOfMillis(Route route) {
    return toldNodes()
        .map(NodeStanding::visibleAsOfMillis)
        .filter(visible -> visible.containsKey(route))
        .mapToLong(visible -> visible.get(route))
        .findFirst();
  }

  private OptionalLong logEntries(Route route) {
    return toldNodes()
        .filter(node -> node.region().equals(route.source()))
        .filter(node -> node.logEntries().containsKey(route.table()))
        .mapToLong(node -> node.logEntries().get(route.table()))
        .findFirst();
  }
}
