package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.Throughputs;
import dev.pangaea.regionnode.throughput.UnitKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What tables may use of their capacity and what they have used, as metrics, brought up to date at
 * each scrape. Partitions are told of the tables that have used most only, so that there are not
 * too many.
 */
public final class ThroughputMetrics {
  /** Tables whose partitions are told of. */
  static final int PARTITIONED_TABLES_MAX = 20;

  private static final Comparator<TableThroughput> MOST_FIRST =
      Comparator.comparingDouble(ThroughputMetrics::used)
          .reversed()
          .thenComparing(TableThroughput::table);

  private final Tables tables;
  private final Throughputs throughputs;
  private final CounterRows ofTables;
  private final CounterRows ofPartitions;
  private final CounterRows ofIndexes;
  private final CounterRows turnedAway;
  private final MultiGauge bounds;

  public ThroughputMetrics(MeterRegistry registry, Tables tables, Throughputs throughputs) {
    this.tables = tables;
    this.throughputs = throughputs;
    this.ofTables =
        new CounterRows(
            registry, "pangaea.table.consumed.units", "Units that requests took of a table");
    this.ofPartitions =
        new CounterRows(
            registry,
            "pangaea.partition.consumed.units",
            "Units that requests took of a partition");
    this.ofIndexes =
        new CounterRows(
            registry, "pangaea.index.consumed.units", "Units that requests took of a global index");
    this.turnedAway =
        new CounterRows(
            registry,
            "pangaea.table.throttled.requests",
            "Requests turned away for want of capacity");
    this.bounds =
        MultiGauge.builder("pangaea.table.capacity.units")
            .description("Units that a table or an index has per second")
            .register(registry);
  }

  /** Brings every metric to what is so now. */
  public void update() {
    throughputs.retain(tables);
    Map<Tags, Double> byTable = new LinkedHashMap<>();
    Map<Tags, Double> byPartition = new LinkedHashMap<>();
    Map<Tags, Double> byIndex = new LinkedHashMap<>();
    Map<Tags, Long> throttled = new LinkedHashMap<>();
    List<Row<?>> rates = new ArrayList<>();
    for (TableView table : allTables()) {
      Throughputs.rates(table)
          .forEach(
              (resource, rate) -> {
                Tags tags = tags(table.name(), resource);
                throttled.put(tags, 0L);
                rates.add(Row.of(tags, rate));
              });
    }
    List<TableThroughput> all = throughputs.all().stream().sorted(MOST_FIRST).toList();
    for (TableThroughput table : all) {
      for (UnitKind kind : UnitKind.values()) {
        byTable.put(tags(table.table(), kind), table.usage().units(kind));
      }
      table
          .usage()
          .indexUnits()
          .forEach((resource, units) -> byIndex.put(tags(table.table(), resource), units));
      table
          .usage()
          .throttled()
          .forEach((resource, count) -> throttled.put(tags(table.table(), resource), count));
    }
    for (TableThroughput table : all.subList(0, Math.min(PARTITIONED_TABLES_MAX, all.size()))) {
      for (int number = 0; number < table.usage().partitions(); number++) {
        for (UnitKind kind : UnitKind.values()) {
          byPartition.put(
              tags(table.table(), kind).and("partition", Integer.toString(number)),
              table.usage().units(kind, number));
        }
      }
    }
    ofTables.update(byTable);
    ofPartitions.update(byPartition);
    ofIndexes.update(byIndex);
    turnedAway.update(throttled);
    bounds.register(rates, true);
  }

  /** Whether requests came for them or not: a count that begins above 0 looks like no increase. */
  private List<TableView> allTables() {
    return tables.names().stream().map(tables::table).flatMap(Optional::stream).toList();
  }

  private static double used(TableThroughput table) {
    return table.usage().units(UnitKind.READ) + table.usage().units(UnitKind.WRITE);
  }

  private static Tags tags(String table, UnitKind kind) {
    return Tags.of("table", table, "kind", kind.name().toLowerCase(Locale.ROOT));
  }

  private static Tags tags(String table, Resource resource) {
    return tags(table, resource.kind()).and("index", resource.index().orElse(""));
  }
}
