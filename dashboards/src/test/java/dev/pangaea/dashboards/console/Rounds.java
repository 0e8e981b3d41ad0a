package dev.pangaea.dashboards.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Rounds of regions, a second apart, as told line by line. */
final class Rounds {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final long START_MILLIS = 1_000_000;

  private final SnapshotAssembly assembly;
  private final Map<String, NodeReading> nodes = new HashMap<>();
  private final Map<String, RequestCounters> requests = new HashMap<>();
  private final Map<String, List<Progress>> replicators = new HashMap<>();
  private Optional<List<LinkReading>> links = Optional.empty();
  private Optional<ScenarioStanding> scenario = Optional.empty();
  private LoadStanding load = LoadStanding.NONE;
  private int seconds;

  Rounds() {
    this(US, EU);
  }

  Rounds(String... regions) {
    assembly = new SnapshotAssembly(List.of(regions));
  }

  Rounds node(String region, NodeReading.Visible... visible) {
    nodes.put(region, new NodeReading(List.of(), Map.of(), List.of(visible)));
    return this;
  }

  /** A node that has tables. */
  Rounds holds(String region, List<String> tables, NodeReading.Visible... visible) {
    nodes.put(
        region,
        new NodeReading(
            tables.stream().map(table -> figures(table, 0)).toList(), Map.of(), List.of(visible)));
    return this;
  }

  Rounds logHolds(String region, String table, long entries) {
    nodes.put(region, new NodeReading(List.of(), Map.of(table, entries), List.of()));
    return this;
  }

  Rounds conflicts(String region, String table, long count) {
    nodes.put(region, new NodeReading(List.of(figures(table, count)), Map.of(), List.of()));
    return this;
  }

  private static TableFigures figures(String table, long conflicts) {
    TableFigures.Tombstones none = new TableFigures.Tombstones(0, 0, 0, List.of());
    return new TableFigures(table, "ACTIVE", 1, 10, conflicts, none, 0, List.of());
  }

  Rounds silent(String region) {
    nodes.remove(region);
    requests.remove(region);
    return this;
  }

  Rounds counted(String region, double reads, double writes, double errors) {
    Map<Double, Double> within =
        Map.of(
            0.001,
            (reads + writes) / 2,
            0.003,
            reads + writes,
            Double.POSITIVE_INFINITY,
            reads + writes);
    requests.put(region, new RequestCounters(reads, writes, errors, new TreeMap<>(within)));
    return this;
  }

  Rounds replicator(String target, Progress... tables) {
    replicators.put(target, List.of(tables));
    return this;
  }

  Rounds links(LinkReading... readings) {
    links = Optional.of(List.of(readings));
    return this;
  }

  Rounds linkControlIsSilent() {
    links = Optional.empty();
    return this;
  }

  Rounds scenario(String name, String state) {
    scenario =
        Optional.of(
            new ScenarioStanding(
                name,
                state,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of()));
    return this;
  }

  Rounds load(LoadStanding standing) {
    load = standing;
    return this;
  }

  /** The snapshot of the next second. */
  Snapshot next() {
    seconds++;
    return assembly.next(
        new Readings(
            now(), seconds * 1_000_000_000L, nodes, requests, replicators, links, scenario),
        load);
  }

  long now() {
    return START_MILLIS + seconds * 1000L;
  }

  static NodeReading.Visible visible(String table, String source, long asOfMillis) {
    return new NodeReading.Visible(table, source, asOfMillis);
  }

  static LinkReading link(String source, String target, boolean cut) {
    return link(source, target, cut, 0);
  }

  static LinkReading link(String source, String target, boolean cut, long latencyMillis) {
    return new LinkReading(
        source + "-to-" + target,
        source,
        target,
        latencyMillis,
        0,
        OptionalLong.empty(),
        cut,
        false,
        0);
  }

  static Progress progress(String source, String target, String table, double p99, long staleness) {
    return new Progress(
        source,
        target,
        table,
        OptionalDouble.of(p99 / 2),
        OptionalDouble.of(p99),
        staleness,
        OptionalLong.of(93),
        7,
        OptionalLong.empty(),
        10,
        false);
  }
}
