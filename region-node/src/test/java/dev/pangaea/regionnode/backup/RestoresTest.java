package dev.pangaea.regionnode.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.FakeLeaders;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestoresTest {
  private final FakeTables tables = new FakeTables(new RegionName("us-east-1"), 1);
  private final MemoryStore store = new MemoryStore();
  private final FakeLeaders leaders = new FakeLeaders(store, tables::indexes);
  private final AtomicInteger filled = new AtomicInteger();
  private final Semaphore looks = new Semaphore(0);
  private final Work work = new Work("test");
  private final Restores restores =
      new Restores(
          tables,
          leaders,
          Map.of(TableOrigin.Kind.BACKUP, (origin, table) -> image()),
          work,
          looks::release);

  @AfterEach
  void close() {
    restores.close();
    work.close();
    leaders.close();
    store.close();
  }

  @Test
  void nothingIsFilledByACatalogThatIsNotReadToItsEnd() throws Exception {
    tables.create(
        "T",
        TableSettings.onDemand(
            new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty())),
        new TableOrigin(TableOrigin.Kind.BACKUP, "some", Optional.empty(), 1, false));
    tables.known(false);
    restores.lookSoon();
    awaitLook();
    assertThat(filled).hasValue(0);
    assertThat(tables.unfilled()).hasSize(1);

    tables.known(true);
    while (!tables.unfilled().isEmpty()) {
      restores.lookSoon();
      awaitLook();
    }
    assertThat(filled).hasValue(1);
  }

  private void awaitLook() throws InterruptedException {
    assertThat(looks.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  private TableImage image() {
    filled.incrementAndGet();
    return new TableImage() {
      @Override
      public void read(Items items) {}

      @Override
      public void close() {}
    };
  }
}
