package dev.pangaea.regionnode.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.throughput.Throughputs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
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

  private void write(String name, double units) {
    KeySchema keys = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    tables.create(name, TableSettings.onDemand(keys));
    throughputs
        .of(tables.table(name).orElseThrow())
        .orElseThrow()
        .usage()
        .written(1, EncodedKey.of(PrimaryKey.of(new StringValue("k"))), units);
  }
}
