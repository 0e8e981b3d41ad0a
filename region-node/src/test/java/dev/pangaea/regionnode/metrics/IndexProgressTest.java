package dev.pangaea.regionnode.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.NodeStatus.IndexStanding;
import dev.pangaea.regionnode.leader.ExpiryStatus;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.QuarantineStatus;
import dev.pangaea.regionnode.leader.TombstoneStatus;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexShape;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexProgressTest {
  private static final int TABLE = 3;
  private static final int ITEMS_PER_PARTITION = 1000;
  private static final IndexSettings INDEX =
      IndexSettings.creating(
          "by-g",
          new IndexShape(
              IndexShape.Kind.GLOBAL,
              List.of(new KeyAttribute("g", KeyAttribute.Type.S)),
              List.of(),
              new IndexProjection.All(),
              new Capacity.OnDemand()),
          7);

  private final MemoryStore store = new MemoryStore();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final IndexProgress progress = new IndexProgress(store, nanos::get);

  @Test
  void estimatesByThePlaceThatItHasReached() {
    assertThat(standing()).isEqualTo(creating(0, 0, OptionalDouble.empty()));
    reached(0, Optional.of(ItemPosition.ofSlot(Partitioner.SLOTS / 4)), 20);
    reached(1, Optional.empty(), 90);
    assertThat(standing()).isEqualTo(creating(110, 1250, OptionalDouble.empty()));
  }

  @Test
  void tellsHowFastItIsLately() {
    reached(0, Optional.of(ItemPosition.ofSlot(0)), 0);
    assertThat(standing().itemsPerSecond()).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    reached(0, Optional.of(ItemPosition.ofSlot(Partitioner.SLOTS / 2)), 0);
    assertThat(standing().itemsPerSecond()).hasValue(50);
    for (int minute = 0; minute < 3; minute++) {
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      standing();
    }
    assertThat(standing().itemsPerSecond()).as("it stands still").hasValue(0);
    reached(0, Optional.empty(), 0);
    reached(1, Optional.empty(), 0);
    assertThat(standing().itemsPerSecond()).isEmpty();
  }

  @Test
  void forgetsAnIndexThatWentBeforeItWasWhole() {
    TableView with = view(List.of(INDEX));
    standing();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    progress.retain(List.of(with));
    assertThat(standing().itemsPerSecond()).as("it is remembered").hasValue(0);
    progress.retain(List.of(view(List.of())));
    assertThat(standing().itemsPerSecond()).isEmpty();
  }

  private static IndexStanding creating(long rows, long lookedAt, OptionalDouble rate) {
    return new IndexStanding("by-g", "CREATING", rows, lookedAt, rate);
  }

  private static TableView view(List<IndexSettings> indexes) {
    TableSettings settings =
        new TableSettings(
            new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty()),
            new Capacity.OnDemand(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            indexes,
            Optional.empty());
    RegionName region = new RegionName("us-east-1");
    return new TableView(
        "T", "id", region, TABLE, 2, 0, TableStatus.ACTIVE, settings, false, List.of());
  }

  private IndexStanding standing() {
    List<PartitionStatus> partitions =
        Stream.of(0, 1)
            .map(
                number ->
                    new PartitionStatus(
                        new PartitionId(TABLE, number),
                        "LEADING",
                        new Applied(
                            Position.START, HybridTime.ZERO, ITEMS_PER_PARTITION, 5000, 0, 0),
                        0,
                        0,
                        TombstoneStatus.NONE,
                        QuarantineStatus.NONE,
                        ExpiryStatus.NONE))
            .toList();
    return progress.of(TABLE, List.of(INDEX), partitions).getFirst();
  }

  private void reached(int partition, Optional<Bytes> next, long rows) {
    StoreBatch batch = new StoreBatch();
    batch.add(
        new StoreBatch.Entry.PutIndexState(
            new PartitionId(TABLE, partition), INDEX.number(), new IndexState(next, rows, 0)));
    store.commit(batch);
  }
}
