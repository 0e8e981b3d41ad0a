package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.stream.StreamDescription;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A kill takes from the store what was not flushed, at whichever step of a table's deletion. */
class KilledWhileDeletingTest {
  private static final String REGION = "us-east-1";

  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
  private final MemoryStore memory = new MemoryStore();
  private final AtomicReference<MemoryStore> disk = new AtomicReference<>(memory.copy());
  private final AtomicBoolean released = new AtomicBoolean();

  /** Keeps what is on disk; once a table is given up there is no more time to flush. */
  private final class FlushedStore extends ForwardingStore {
    private final AtomicReference<Catalog> catalog;

    FlushedStore(AtomicReference<Catalog> catalog) {
      super(memory);
      this.catalog = catalog;
    }

    @Override
    public void flush() {
      if (isReleased(catalog.get())) {
        released.set(true);
        throw new IllegalStateException("killed");
      }
      disk.set(memory.copy());
    }
  }

  @Test
  void aStreamKeepsItsLastDayWhenItsTableIsGivenUpAndTheNodeIsKilled() throws Exception {
    AtomicReference<Catalog> catalog = new AtomicReference<>();
    int number;
    try (RegionInMemory region = new RegionInMemory(REGION, logs, new FlushedStore(catalog))) {
      catalog.set(region.catalog);
      region.tables.create(
          "orders", TableSettings.onDemand(RegionPair.KEYS).withStream(Optional.of("NEW_IMAGE")));
      await(() -> region.status("orders").equals(Optional.of(TableStatus.ACTIVE)));
      number = region.tables.table("orders").orElseThrow().storeNumber();
      for (int key = 0; key < 20; key++) {
        region.put("orders", "key-" + key, "v");
      }
      region.tables.delete("orders");
      await(released::get);
    }
    MemoryStore left = disk.get();
    try (RegionInMemory region = new RegionInMemory(REGION, logs, left)) {
      await(() -> region.tables.known() && region.status("orders").isEmpty());
      assertThat(region.streams.streams())
          .extracting(StreamDescription::status)
          .isEqualTo(List.of(StreamDescription.Status.DISABLED));
      assertThat(rows(left, number)).isEqualTo(20);
    }
  }

  private static boolean isReleased(Catalog catalog) {
    return catalog
        .ownLiving("orders")
        .flatMap(CatalogEntry::departure)
        .filter(Departure::released)
        .isPresent();
  }

  private static int rows(Store store, int number) {
    int[] rows = {0};
    for (int partition = 0; partition < 4; partition++) {
      store
          .streams()
          .visit(new PartitionId(number, partition), StreamPosition.START, row -> ++rows[0] > 0);
    }
    return rows[0];
  }
}
