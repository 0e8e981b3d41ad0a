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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** A node's status as metrics, brought up to date at each scrape. */
public final class NodeMetrics {
  private final RegionName region;
  private final StatusReader status;
  private final MultiGauge items;
  private final MultiGauge itemBytes;
  private final MultiGauge conflicts;
  private final MultiGauge decided;
  private final MultiGauge quarantined;
  private final MultiGauge quarantineTried;
  private final MultiGauge quarantineReleased;
  private final MultiGauge tombstones;
  private final MultiGauge droppedTombstones;
  private final MultiGauge awaitedWords;
  private final MultiGauge partitions;
  private final MultiGauge waiting;
  private final MultiGauge uncounted;
  private final MultiGauge awaitedCopies;
  private final MultiGauge visibleAsOf;
  private final MultiGauge indexRows;
  private final MultiGauge indexedItems;

  public NodeMetrics(MeterRegistry registry, RegionName region, StatusReader status) {
    this.region = region;
    this.status = status;
    this.items = gauge(registry, "pangaea.table.items", "Items of a table, tombstones not counted");
    this.itemBytes =
        gauge(registry, "pangaea.table.item.bytes", "Bytes of a table's keys and contents");
    this.conflicts =
        gauge(registry, "pangaea.table.conflicts", "Conflicts decided in this region, ever");
    this.decided =
        gauge(
            registry,
            "pangaea.table.conflicts.decided",
            "Conflicts decided in this region, ever, by rule, outcome and where the change came from");
    this.quarantined =
        gauge(registry, "pangaea.table.quarantined.changes", "Changes that are kept aside");
    this.quarantineTried =
        gauge(registry, "pangaea.table.quarantine.tried.changes", "Changes tried again");
    this.quarantineReleased =
        gauge(
            registry,
            "pangaea.table.quarantine.released.changes",
            "Changes that are kept aside no longer");
    this.tombstones =
        gauge(registry, "pangaea.table.tombstones", "Tombstones of deleted items that are kept");
    this.droppedTombstones =
        gauge(registry, "pangaea.table.dropped.tombstones", "Tombstones dropped, ever");
    this.awaitedWords =
        gauge(
            registry,
            "pangaea.table.tombstones.awaited.seconds",
            "For how long tombstones have waited for the word of a member");
    this.partitions =
        gauge(registry, "pangaea.leader.partitions", "Partitions by their leader's phase");
    this.waiting =
        gauge(registry, "pangaea.leader.waiting.requests", "Requests that wait to be decided");
    this.uncounted =
        gauge(registry, "pangaea.log.uncounted.entries", "Log entries read that do not count");
    this.awaitedCopies =
        gauge(
            registry,
            "pangaea.table.awaited.copies",
            "Partitions whose copy from another region was asked for and is not here: an alarm");
    this.visibleAsOf =
        MultiGauge.builder("pangaea.table.visible.as.of")
            .baseUnit("seconds")
            .description("Up to when all of another region's writes are visible here, since 1970")
            .register(registry);
    this.indexRows = gauge(registry, "pangaea.index.rows", "Items that have a row in an index");
    this.indexedItems =
        gauge(registry, "pangaea.index.looked.at.items", "Items that were looked at for an index");
    TransactionMetrics.register(registry, region, status::transactions);
  }

  /** Brings every gauge to what the node says now. */
  public void update() {
    NodeStatus now = status.read();
    items.register(rows(now, NodeStatus.TableStanding::items), true);
    itemBytes.register(rows(now, NodeStatus.TableStanding::itemBytes), true);
    conflicts.register(rows(now, NodeStatus.TableStanding::conflicts), true);
    decided.register(
        now.decided().entrySet().stream()
            .<Row<?>>map(each -> row(each.getKey(), each.getValue()))
            .toList(),
        true);
    quarantined.register(rows(now, table -> table.quarantine().kept()), true);
    quarantineTried.register(rows(now, table -> table.quarantine().tried()), true);
    quarantineReleased.register(rows(now, table -> table.quarantine().released()), true);
    tombstones.register(rows(now, table -> table.tombstones().kept()), true);
    droppedTombstones.register(rows(now, table -> table.tombstones().dropped()), true);
    awaitedWords.register(awaited(now), true);
    SortedMap<String, Long> phases = new TreeMap<>();
    for (String phase : List.of("READING", "CLAIMING", "LEADING", "STOPPED")) {
      phases.put(phase, 0L);
    }
    now.partitions().forEach(each -> phases.merge(each.phase(), 1L, Long::sum));
    partitions.register(
        phases.entrySet().stream()
            .map(
                phase ->
                    Row.of(
                        Tags.of("region", region.value(), "phase", phase.getKey()),
                        phase.getValue()))
            .toList(),
        true);
    waiting.register(total(now, PartitionStatus::waiting), true);
    uncounted.register(total(now, PartitionStatus::uncountedEntries), true);
    awaitedCopies.register(
        now.awaitedCopies().stream()
            .<Row<?>>map(
                copy ->
                    Row.of(
                        Tags.of(
                            "region",
                            region.value(),
                            "table",
                            copy.table(),
                            "source",
                            copy.source().value()),
                        copy.partitions()))
            .toList(),
        true);
    visibleAsOf.register(
        now.visible().stream()
            .<Row<?>>map(
                each ->
                    Row.of(
                        Tags.of(
                            "region",
                            region.value(),
                            "table",
                            each.table(),
                            "source",
                            each.source().value()),
                        each.asOfMillis() / 1000.0))
            .toList(),
        true);
    indexRows.register(indexes(now, NodeStatus.IndexStanding::rows), true);
    indexedItems.register(indexes(now, NodeStatus.IndexStanding::itemsLookedAt), true);
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
                      Row.of(
                          Tags.of(
                              "region",
                              region.value(),
                              "table",
                              table.name(),
                              "member",
                              member.value()),
                          Math.max(0, nowMillis - since) / 1000.0)));
    }
    return rows;
  }

  private List<Row<?>> indexes(NodeStatus now, ToLongFunction<NodeStatus.IndexStanding> value) {
    return now.tables().stream()
        .flatMap(
            table ->
                table.indexes().stream()
                    .<Row<?>>map(
                        index ->
                            Row.of(
                                Tags.of(
                                    "region",
                                    region.value(),
                                    "table",
                                    table.name(),
                                    "index",
                                    index.name()),
                                value.applyAsLong(index))))
        .toList();
  }

  private Row<?> row(ConflictKind kind, long count) {
    return Row.of(
        Tags.of(
            "region",
            region.value(),
            "table",
            kind.table(),
            "rule",
            kind.rule(),
            "outcome",
            kind.outcome(),
            "origin",
            kind.origin().value()),
        count);
  }

  private List<Row<?>> total(NodeStatus now, ToLongFunction<PartitionStatus> value) {
    return List.of(
        Row.of(
            Tags.of("region", region.value()), now.partitions().stream().mapToLong(value).sum()));
  }

  private List<Row<?>> rows(NodeStatus now, ToLongFunction<NodeStatus.TableStanding> value) {
    return now.tables().stream()
        .<Row<?>>map(
            table ->
                Row.of(
                    Tags.of("region", region.value(), "table", table.name()),
                    value.applyAsLong(table)))
        .toList();
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }
}
