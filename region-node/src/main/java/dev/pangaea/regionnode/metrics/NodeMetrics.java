package dev.pangaea.regionnode.metrics;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.ledger.ConflictKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A node's status as metrics, brought up to date at each scrape. */
public final class NodeMetrics {
  private static final List<String> PHASES = List.of("READING", "CLAIMING", "LEADING", "STOPPED");

  private final MeterRegistry registry;
  private final RegionName region;
  private final StatusReader status;
  private final List<Figure> figures = new ArrayList<>();

  /** A gauge, and what it shows of a status. */
  private record Figure(MultiGauge gauge, Function<NodeStatus, List<Row<?>>> rows) {}

  public NodeMetrics(MeterRegistry registry, RegionName region, StatusReader status) {
    this.registry = registry;
    this.region = region;
    this.status = status;
    ofTables();
    ofPartitions();
    ofOtherRegions();
    ofIndexes();
    TransactionMetrics.register(registry, region, status::transactions);
  }

  /** Brings every gauge to what the node says now. */
  public void update() {
    NodeStatus now = status.read();
    figures.forEach(figure -> figure.gauge().register(figure.rows().apply(now), true));
  }

  private void ofTables() {
    table(
        "pangaea.table.items",
        "Items of a table, tombstones not counted",
        NodeStatus.TableStanding::items);
    table(
        "pangaea.table.item.bytes",
        "Bytes of a table's keys and contents",
        NodeStatus.TableStanding::itemBytes);
    table(
        "pangaea.table.conflicts",
        "Conflicts decided in this region, ever",
        NodeStatus.TableStanding::conflicts);
    figure(
        "pangaea.table.conflicts.decided",
        "Conflicts decided in this region, ever, by rule, outcome and where the change came from",
        now -> rows(now.decided().entrySet(), each -> row(each.getKey(), each.getValue())));
    table(
        "pangaea.table.quarantined.changes",
        "Changes that are kept aside",
        table -> table.quarantine().kept());
    table(
        "pangaea.table.quarantine.tried.changes",
        "Changes tried again",
        table -> table.quarantine().tried());
    table(
        "pangaea.table.quarantine.released.changes",
        "Changes that are kept aside no longer",
        table -> table.quarantine().released());
    table(
        "pangaea.table.tombstones",
        "Tombstones of deleted items that are kept",
        table -> table.tombstones().kept());
    table(
        "pangaea.table.dropped.tombstones",
        "Tombstones dropped, ever",
        table -> table.tombstones().dropped());
    figure(
        "pangaea.table.tombstones.awaited.seconds",
        "For how long tombstones have waited for the word of a member",
        this::awaited);
  }

  private void ofPartitions() {
    figure("pangaea.leader.partitions", "Partitions by their leader's phase", this::phases);
    total(
        "pangaea.leader.waiting.requests",
        "Requests that wait to be decided",
        PartitionStatus::waiting);
    total(
        "pangaea.log.uncounted.entries",
        "Log entries read that do not count",
        PartitionStatus::uncountedEntries);
  }

  private void ofOtherRegions() {
    figure(
        "pangaea.table.awaited.copies",
        "Partitions whose copy from another region was asked for and is not here: an alarm",
        now ->
            rows(
                now.awaitedCopies(),
                copy ->
                    row(
                        copy.partitions(),
                        "table",
                        copy.table(),
                        "source",
                        copy.source().value())));
    figure(
        MultiGauge.builder("pangaea.table.visible.as.of")
            .baseUnit("seconds")
            .description("Up to when all of another region's writes are visible here, since 1970"),
        now ->
            rows(
                now.visible(),
                each ->
                    row(
                        each.asOfMillis() / 1000.0,
                        "table",
                        each.table(),
                        "source",
                        each.source().value())));
  }

  private void ofIndexes() {
    index(
        "pangaea.index.rows", "Items that have a row in an index", NodeStatus.IndexStanding::rows);
    index(
        "pangaea.index.looked.at.items",
        "Items that were looked at for an index",
        NodeStatus.IndexStanding::itemsLookedAt);
  }

  private List<Row<?>> awaited(NodeStatus now) {
    long nowMillis = System.currentTimeMillis();
    List<Row<?>> rows = new ArrayList<>();
    for (NodeStatus.TableStanding table : now.tables()) {
      table
          .tombstones()
          .blockedSinceMillis()
          .forEach(
              (member, since) ->
                  rows.add(
                      row(
                          Math.max(0, nowMillis - since) / 1000.0,
                          "table",
                          table.name(),
                          "member",
                          member.value())));
    }
    return rows;
  }

  private List<Row<?>> phases(NodeStatus now) {
    SortedMap<String, Long> phases = new TreeMap<>();
    PHASES.forEach(phase -> phases.put(phase, 0L));
    now.partitions().forEach(each -> phases.merge(each.phase(), 1L, Long::sum));
    return rows(phases.entrySet(), phase -> row(phase.getValue(), "phase", phase.getKey()));
  }

  private Row<?> row(ConflictKind kind, long count) {
    return row(
        count,
        "table",
        kind.table(),
        "rule",
        kind.rule(),
        "outcome",
        kind.outcome(),
        "origin",
        kind.origin().value());
  }

  /** A figure with a row for each table. */
  private void table(
      String name, String description, ToLongFunction<NodeStatus.TableStanding> value) {
    figure(
        name,
        description,
        now -> rows(now.tables(), table -> row(value.applyAsLong(table), "table", table.name())));
  }

  /** A figure with a row for each index. */
  private void index(
      String name, String description, ToLongFunction<NodeStatus.IndexStanding> value) {
    figure(
        name,
        description,
        now ->
            now.tables().stream()
                .flatMap(
                    table ->
                        rows(
                            table.indexes(),
                            index ->
                                row(
                                    value.applyAsLong(index),
                                    "table",
                                    table.name(),
                                    "index",
                                    index.name()))
                            .stream())
                .<Row<?>>map(row -> row)
                .toList());
  }

  /** A figure with one row for all partitions. */
  private void total(String name, String description, ToLongFunction<PartitionStatus> value) {
    figure(
        name, description, now -> List.of(row(now.partitions().stream().mapToLong(value).sum())));
  }

  private void figure(String name, String description, Function<NodeStatus, List<Row<?>>> rows) {
    figure(MultiGauge.builder(name).description(description), rows);
  }

  private void figure(MultiGauge.Builder gauge, Function<NodeStatus, List<Row<?>>> rows) {
    figures.add(new Figure(gauge.register(registry), rows));
  }

  private static <T> List<Row<?>> rows(Collection<T> all, Function<T, Row<?>> row) {
    return all.stream().<Row<?>>map(row).toList();
  }

  private Row<?> row(double value, String... tags) {
    return Row.of(Tags.of("region", region.value()).and(tags), value);
  }
}
