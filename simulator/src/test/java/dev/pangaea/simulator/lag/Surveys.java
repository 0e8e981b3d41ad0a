package dev.pangaea.simulator.lag;

import dev.pangaea.simulator.lag.NodeStanding.AwaitedCopy;
import dev.pangaea.simulator.lag.NodeStanding.IndexStanding;
import dev.pangaea.simulator.lag.NodeStanding.TableStanding;
import dev.pangaea.simulator.lag.NodeStanding.Tombstones;
import dev.pangaea.simulator.lag.ReplicatorStanding.LinkStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.TableOnLink;
import dev.pangaea.simulator.lag.Survey.Asked;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What two regions say that share the table demo. */
final class Surveys {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final long NOW = 1_800_000_000_000L;
  static final Route US_TO_EU = new Route(US, EU, "demo");
  static final Route EU_TO_US = new Route(EU, US, "demo");

  private Surveys() {}

  static Survey well() {
    return survey(
        List.of(node(US, leading(5)), node(EU, leading(5))),
        List.of(replicator(US, link(quiet(EU_TO_US))), replicator(EU, link(quiet(US_TO_EU)))));
  }

  static Survey survey(
      List<Asked<NodeStanding>> nodes, List<Asked<ReplicatorStanding>> replicators) {
    return new Survey(NOW, nodes, replicators);
  }

  static Survey withNode(Asked<NodeStanding> node) {
    return survey(List.of(node), List.of());
  }

  static Survey withTable(TableOnLink table) {
    return survey(List.of(), List.of(replicator(table.route().target(), link(table))));
  }

  static TreeMap<String, Integer> leading(int partitions) {
    return new TreeMap<>(Map.of("LEADING", partitions));
  }

  static Asked<NodeStanding> node(String region, TreeMap<String, Integer> partitions) {
    return told(region, standing(region, partitions, List.of(), 0));
  }

  static NodeStanding standing(
      String region,
      TreeMap<String, Integer> partitions,
      List<AwaitedCopy> awaited,
      long quarantined) {
    TableStanding demo =
        new TableStanding(
            "demo",
            "ACTIVE",
            1_204,
            118_000,
            3,
            quarantined,
            new Tombstones(2, new TreeMap<>(Map.of("ap-south-1", NOW - 12_000))),
            List.of(
                new IndexStanding(
                    "by-date", "CREATING", 500, new Progress(602, 1_204, OptionalDouble.of(301)))));
    Route here = region.equals(US) ? EU_TO_US : US_TO_EU;
    return new NodeStanding(
        region,
        partitions,
        List.of(demo),
        awaited,
        List.of(),
        Map.of(here, NOW - 900),
        Map.of("demo", 4_007L),
        0);
  }

  /** Of a region that holds the table since a moment ago. */
  static NodeStanding fresh(String region) {
    NodeStanding told = standing(region, leading(1), List.of(), 0);
    return new NodeStanding(
        region,
        told.partitions(),
        told.tables(),
        List.of(),
        List.of(),
        Map.of(),
        told.logEntries(),
        0);
  }

  static <T> Asked<T> told(String region, T what) {
    return new Asked<>(region, address(region), NOW, new Answer.Told<>(what));
  }

  static <T> Asked<T> silent(String region) {
    return new Asked<>(region, address(region), NOW, new Answer.Silent<>("nobody listens there"));
  }

  private static URI address(String region) {
    return URI.create("http://" + region);
  }

  static Asked<ReplicatorStanding> replicator(String target, LinkStanding... links) {
    return told(target, new ReplicatorStanding(target, List.of(links)));
  }

  static LinkStanding link(TableOnLink table) {
    Route route = table.route();
    return new LinkStanding(route.source(), route.target(), 2, 1, 0, false, true, List.of(table));
  }

  static TableOnLink quiet(Route route) {
    return table(route, 900, 0);
  }

  static TableOnLink table(Route route, long stalenessMillis, long backlog, String... needsCopy) {
    return table(route, stalenessMillis, backlog, OptionalLong.of(400), needsCopy);
  }

  static TableOnLink table(
      Route route,
      long stalenessMillis,
      long backlog,
      OptionalLong backlogAgeMillis,
      String... needsCopy) {
    return new TableOnLink(
        route,
        Optional.of(new ReplicatorStanding.Lag(4, 9, 17, 31)),
        stalenessMillis,
        backlog,
        backlogAgeMillis,
        4_000,
        backlog < 1_000 ? OptionalDouble.empty() : OptionalDouble.of(500),
        210,
        List.of(needsCopy));
  }
}
