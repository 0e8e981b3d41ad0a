package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.NodeStatus.IndexStanding;
import dev.pangaea.regionnode.control.NodeStatus.TableStanding;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.ledger.ConflictKind;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.Catalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A node's status as metrics, brought up to date at each scrape. The registry gives them the
 * region.
 */
public final class NodeMetrics {
  private static final List<String> PHASES = List.of("READING", "CLAIMING", "LEADING", "STOPPED");

  private final MeterRegistry registry;
  private final StatusReader status;
  private final InstantSource clock;
  private final List<Consumer<NodeStatus>> metrics = new ArrayList<>();

  public NodeMetrics(MeterRegistry registry, StatusReader status, InstantSource clock) {
    this.registry = registry;
    this.status = status;
    this.clock = clock;
    tables();
    indexes();
    gauge("pangaea.leader.partitions", "Partitions by their leader's phase", this::phases);
    gauge(
        "pangaea.leader.waiting.requests",
        "Requests that wait to be decided",
        now -> Map.of(Tags.empty(), total(now, PartitionStatus::waiting)));
    counter(
        "pangaea.log.uncounted.entries",
        "Log entries read since the start that do not count",
        now -> Map.of(Tags.empty(), total(now, PartitionStatus::uncountedEntries)));
    TransactionMetrics.register(registry, status::transactions);
    AnnouncementMetrics.register(registry, status::announcements);
  }

  /** Brings every metric to what the node says now. */
  public void update() {
    NodeStatus now = status.read();
    metrics.forEach(metric -> metric.accept(now));
  }

  private void tables() {
    gauge(
        "pangaea.table.items",
        "Items of a table, tombstones not counted",
        byTable(TableStanding::items));
    gauge(
        "pangaea.table.item.bytes",
        "Bytes of a table's keys and contents",
        byTable(TableStanding::itemBytes));
    counter(
        "pangaea.table.conflicts",
        "Conflicts decided in this region, ever",
        byTable(TableStanding::conflicts));
    counter(
        "pangaea.table.conflicts.decided",
        "Conflicts decided in this region, ever, by rule, outcome and where the change came from",
        this::decided);
    gauge(
        "pangaea.table.quarantined.changes",
        "Changes that are kept aside",
        byTable(table -> table.quarantine().kept()));
    counter(
        "pangaea.table.quarantine.tried.changes",
        "Changes tried again",
        byTable(table -> table.quarantine().tried()));
    counter(
        "pangaea.table.quarantine.released.changes",
        "Changes that are kept aside no longer",
        byTable(table -> table.quarantine().released()));
    gauge(
        "pangaea.table.expiring.items",
        "Items that are to be deleted at some time",
        byTable(table -> table.expiries().expiring()));
    counter(
        "pangaea.table.expired.items",
        "Items deleted since their time was up",
        byTable(table -> table.expiries().deleted()));
    counter(
        "pangaea.table.expired.late.seconds",
        "How long after their time items were deleted, all together",
        byTable(table -> table.expiries().lateMillis() / 1000));
    gauge(
        "pangaea.table.tombstones",
        "Tombstones of deleted items that are kept",
        byTable(table -> table.tombstones().kept()));
    counter(
        "pangaea.table.dropped.tombstones",
        "Tombstones dropped, ever",
        byTable(table -> table.tombstones().dropped()));
    gauge(
        "pangaea.table.tombstones.awaited.seconds",
        "For how long tombstones have waited for the word of a member",
        this::awaitedSeconds);
    gauge(
        "pangaea.table.awaited.copies",
        "Partitions whose copy from another region was asked for and is not here: an alarm",
        this::awaitedCopies);
    gauge(
        "pangaea.table.log.entries",
        "How long the logs of a table's partitions are, all together",
        this::logEntries);
    gauge(
        "pangaea.table.visible.as.of.timestamp.seconds",
        "Up to when all of another region's writes are visible here, since 1970",
        this::visibleAsOf);
  }

  private void indexes() {
    gauge("pangaea.index.rows", "Items that have a row in an index", byIndex(IndexStanding::rows));
    gauge(
        "pangaea.index.looked.at.items",
        "Items that were looked at for an index",
        byIndex(IndexStanding::itemsLookedAt));
  }

  private <N extends Number> void gauge(
      String name, String description, Function<NodeStatus, Map<Tags, N>> values) {
    MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
    metrics.add(
        now ->
            gauge.register(
                values.apply(now).entrySet().stream()
                    .<Row<?>>map(each -> Row.of(each.getKey(), each.getValue()))
                    .toList(),
                true));
  }

  private void counter(
      String name, String description, Function<NodeStatus, Map<Tags, Long>> counts) {
    CounterRows rows = new CounterRows(registry, name, description);
    metrics.add(now -> rows.update(counts.apply(now)));
  }

  private Map<Tags, Long> phases(NodeStatus now) {
    Map<Tags, Long> partitions = new LinkedHashMap<>();
    PHASES.forEach(phase -> partitions.put(Tags.of("phase", phase), 0L));
    now.partitions()
        .forEach(each -> partitions.merge(Tags.of("phase", each.phase()), 1L, Long::sum));
    return partitions;
  }

  private Map<Tags, Long> decided(NodeStatus now) {
    Map<Tags, Long> counts = new LinkedHashMap<>();
    now.decided().forEach((kind, count) -> counts.put(tags(kind), count));
    return counts;
  }

  private static Tags tags(ConflictKind kind) {
    return Tags.of(
        "table", kind.table(),
        "rule", kind.rule(),
        "outcome", kind.outcome(),
        "origin", kind.origin().value());
  }

  private Map<Tags, Double> awaitedSeconds(NodeStatus now) {
    long nowMillis = clock.millis();
    Map<Tags, Double> seconds = new LinkedHashMap<>();
    for (TableStanding table : now.tables()) {
      table
          .tombstones()
          .blockedSinceMillis()
          .forEach(
              (member, since) ->
                  seconds.put(
                      Tags.of("table", table.name(), "member", member.value()),
                      Math.max(0, nowMillis - since) / 1e3));
    }
    return seconds;
  }

  private Map<Tags, Integer> awaitedCopies(NodeStatus now) {
    Map<Tags, Integer> partitions = new LinkedHashMap<>();
    now.awaitedCopies()
        .forEach(
            copy ->
                partitions.put(
                    Tags.of("table", copy.table(), "source", copy.source().value()),
                    copy.partitions()));
    return partitions;
  }

  private Map<Tags, Double> visibleAsOf(NodeStatus now) {
    Map<Tags, Double> seconds = new LinkedHashMap<>();
    now.visible()
        .forEach(
            each ->
                seconds.put(
                    Tags.of("table", each.table(), "source", each.source().value()),
                    each.asOfMillis() / 1e3));
    return seconds;
  }

  /** Of the catalog as well: other regions follow its log as they do a table's. */
  private Map<Tags, Long> logEntries(NodeStatus now) {
    Map<Integer, String> names = new HashMap<>();
    names.put(PartitionId.CATALOG_TABLE, Catalog.TABLE);
    now.tables().forEach(table -> names.put(table.storeNumber(), table.name()));
    Map<Tags, Long> entries = new LinkedHashMap<>();
    for (PartitionStatus each : now.partitions()) {
      String table = names.get(each.partition().table());
      if (table != null && !each.partition().equals(PartitionId.TRANSACTIONS)) {
        entries.merge(Tags.of("table", table), each.applied().position().nextOffset(), Long::sum);
      }
    }
    return entries;
  }

  private static Function<NodeStatus, Map<Tags, Long>> byTable(
      ToLongFunction<TableStanding> value) {
    return now -> {
      Map<Tags, Long> values = new LinkedHashMap<>();
      now.tables()
          .forEach(table -> values.put(Tags.of("table", table.name()), value.applyAsLong(table)));
      return values;
    };
  }

  private static Function<NodeStatus, Map<Tags, Long>> byIndex(
      ToLongFunction<IndexStanding> value) {
    return now -> {
      Map<Tags, Long> values = new LinkedHashMap<>();
      for (TableStanding table : now.tables()) {
        for (IndexStanding index : table.indexes()) {
          values.put(
              Tags.of("table", table.name(), "index", index.name()), value.applyAsLong(index));
        }
      }
      return values;
    };
  }

  private static long total(NodeStatus now, ToLongFunction<PartitionStatus> value) {
    return now.partitions().stream().mapToLong(value).sum();
  }
}
