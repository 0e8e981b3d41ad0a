package dev.pangaea.regionnode.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalableTarget;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import dev.pangaea.regionnode.scaling.Suspension;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.WarmThroughput;
import dev.pangaea.regionnode.throughput.Throughputs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScalerTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final String STRANGE = "a-strange-one";
  private static final String OTHER = "orders";

  private final AtomicLong millis = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();
  private final FakeTables tables = new FakeTables(US, 1);

  /** All but one of which can be scaled. */
  private final ScaledTables withAStrangeOne =
      new ScaledTables() {
        @Override
        public List<TableView> scaled() {
          return tables.scaled();
        }

        @Override
        public CompletionStage<TableOutcome> scale(
            String name, String tableId, List<ScalingActivity> steps) {
          if (name.equals(STRANGE)) {
            throw new ArithmeticException("strange");
          }
          return tables.scale(name, tableId, steps);
        }
      };

  @Test
  void aTableThatFailsIsCountedAndKeepsNoOtherFromBeingScaled() throws Exception {
    createBelowItsBounds(STRANGE, Map.of());
    createBelowItsBounds(OTHER, Map.of());
    try (Scaler scaler =
        new Scaler(
            US,
            withAStrangeOne,
            new Throughputs(() -> 0),
            () -> Instant.ofEpochMilli(millis.get()),
            () -> "id" + ids.incrementAndGet())) {
      scaler.lookNow();
      scaler.lookNow();
      assertThat(tables.table(OTHER).orElseThrow().settings().capacity())
          .isEqualTo(new Capacity.Provisioned(10, 20));
      assertThat(failed(scaler, STRANGE)).isEqualTo(1);
      assertThat(failed(scaler, OTHER)).isZero();
      millis.addAndGet(60_000);
      scaler.lookNow();
      assertThat(failed(scaler, STRANGE)).isEqualTo(2);
    }
  }

  @Test
  void aTableThatIsNotMeteredIsKeptWithinItsBounds() throws Exception {
    createBelowItsBounds(
        OTHER, Map.of(TableSettings.CAPACITY_TAG, TableSettings.CAPACITY_UNMETERED));
    try (Scaler scaler =
        new Scaler(
            US,
            tables,
            new Throughputs(() -> 0),
            () -> Instant.ofEpochMilli(millis.get()),
            () -> "id" + ids.incrementAndGet())) {
      scaler.lookNow();
      assertThat(tables.table(OTHER).orElseThrow().settings().capacity())
          .isEqualTo(new Capacity.Provisioned(10, 20));
    }
  }

  private static long failed(Scaler scaler, String table) {
    return scaler.shown().stream()
        .filter(each -> each.table().equals(table))
        .mapToLong(ScaledCapacity::failed)
        .sum();
  }

  private void createBelowItsBounds(String name, Map<String, String> tags) {
    TableSettings plain =
        TableSettings.onDemand(
            new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty()));
    ScalableTarget target = new ScalableTarget(20, 30, Suspension.NONE, 0, Optional.empty());
    tables.create(
        name,
        new TableSettings(
            plain.keySchema(),
            new Capacity.Provisioned(10, 10),
            plain.streamViewType(),
            plain.deletionProtected(),
            plain.tableClass(),
            plain.timeToLive(),
            new TreeMap<>(tags),
            plain.indexes(),
            plain.conflictPolicy(),
            plain.expiry(),
            new ScalingSettings(new TreeMap<>(), List.of()).with(Scalable.TABLE_WRITE, target)),
        WarmThroughput.NONE);
  }
}
