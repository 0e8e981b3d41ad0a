package dev.pangaea.regionnode.store.memory;

import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreContract;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {
  private static final PartitionId PARTITION = new PartitionId(1, 0);

  private final MemoryStore store = new MemoryStore();

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void goesBackToTheStateOfACopy() {
    put(PARTITION, key("a", 1), 1);
    MemoryStore before = store.copy();
    put(PARTITION, key("a", 1), 2);
    put(PARTITION, key("b", 1), 2);
    assertThat(before.item(PARTITION, key("a", 1))).contains(state(1));
    assertThat(before.item(PARTITION, key("b", 1))).isEmpty();
    assertThat(before.commits()).isEqualTo(1);
    assertThat(store.commits()).isEqualTo(3);
  }
}
