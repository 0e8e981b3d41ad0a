package dev.pangaea.regionnode.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexShape;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.Throughputs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThroughputMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FakeTables tables = new FakeTables(new RegionName("us-east-1"), 2);
  private final Throughputs throughputs = new Throughputs(() -> 0);
  private final ThroughputMetrics metrics = new ThroughputMetrics(registry, tables, throughputs);

  @Test
  void partitionsAreToldOfTheTablesThatAreUsedMost() {
    for (int number = 1; number <= 30; number++) {
      write("table-%02d".formatted(number), number + 0.5);
    }
    metrics.update();
    assertThat(
            registry
                .get("pangaea.table.consumed.units")
                .tags("table", "table-01", "kind", "write")
                .functionCounter()
                .count())
        .isEqualTo(1.5);
    assertThat(
            registry
                .get("pangaea.partition.consumed.units")
                .tags("table", "table-30", "kind", "write", "partition", "1")
                .functionCounter()
                .count())
        .isEqualTo(30.5);
    assertThat(registry.find("pangaea.partition.consumed.units").functionCounters())
        .hasSize(ThroughputMetrics.PARTITIONED_TABLES_MAX * 4)
        .noneMatch(counter -> "table-10".equals(counter.getId().getTag("table")));

    tables.delete("table-30");
    metrics.update();
    assertThat(
            registry
                .find("pangaea.table.consumed.units")
                .tags("table", "table-30")
                .functionCounters())
        .isEmpty();
  }

  @Test
  void whatHasABoundIsToldAtZeroBeforeAnythingIsTurnedAway() {
    Capacity one = new Capacity.Provisioned(1, 1);
    tables.create("bounded", settings(one, List.of(index("by-x", one))));
    tables.create("unbounded", settings(new Capacity.OnDemand(), List.of()));
    metrics.update();
    assertThat(turnedAway())
        .isEqualTo(
            Map.of(
                "bounded//read", 0.0,
                "bounded//write", 0.0,
                "bounded/by-x/read", 0.0,
                "bounded/by-x/write", 0.0));
    assertThat(registry.find("pangaea.table.capacity.units").gauges()).hasSize(4);

    TableThroughput bounded = throughputs.of(tables.table("bounded").orElseThrow()).orElseThrow();
    bounded.turnedAway();
    metrics.update();
    assertThat(turnedAway()).hasSize(4).containsEntry("bounded//read", 1.0);

    tables.delete("bounded");
    metrics.update();
    assertThat(turnedAway()).isEmpty();
    assertThat(registry.find("pangaea.table.capacity.units").gauges()).isEmpty();
  }

  @Test
  void whatWasTurnedAwayIsToldOnWithoutABound() {
    tables.create("table", settings(new Capacity.Provisioned(1, 1), List.of()));
    throughputs.of(tables.table("table").orElseThrow()).orElseThrow().turnedAway();
    tables.put(unbounded(tables.table("table").orElseThrow()));
    metrics.update();
    assertThat(turnedAway()).isEqualTo(Map.of("table//read", 1.0));
    assertThat(registry.find("pangaea.table.capacity.units").gauges()).isEmpty();
  }

  private Map<String, Double> turnedAway() {
    return registry.find("pangaea.table.throttled.requests").functionCounters().stream()
        .collect(
            Collectors.toMap(
                counter ->
                    Stream.of("table", "index", "kind")
                        .map(counter.getId()::getTag)
                        .collect(Collectors.joining("/")),
                FunctionCounter::count));
  }

  private static TableView unbounded(TableView table) {
    return new TableView(
        table.name(),
        table.tableId(),
        table.region(),
        table.storeNumber(),
        table.partitions(),
        table.createdMillis(),
        table.status(),
        settings(new Capacity.OnDemand(), List.of()),
        table.global(),
        table.replicas());
  }

  private static TableSettings settings(Capacity capacity, List<IndexSettings> indexes) {
    return new TableSettings(
        new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty()),
        capacity,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        indexes,
        Optional.empty());
  }

  private static IndexSettings index(String name, Capacity capacity) {
    return IndexSettings.creating(
        name,
        new IndexShape(
            IndexShape.Kind.GLOBAL,
            List.of(new KeyAttribute("x", KeyAttribute.Type.S)),
            List.of(),
            new IndexProjection.All(),
            capacity),
        1);
  }

  private void write(String name, double units) {
    tables.create(name, settings(new Capacity.OnDemand(), List.of()));
    throughputs
        .of(tables.table(name).orElseThrow())
        .orElseThrow()
        .usage()
        .written(1, EncodedKey.of(PrimaryKey.of(new StringValue("k"))), units);
  }
}
