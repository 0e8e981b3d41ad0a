package dev.pangaea.regionnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

class LedgerBeginningTest {
  private static final RegionName REGION = new RegionName("us-east-1");

  @Test
  void isNotedOnceForEachStore() {
    MemoryStore store = new MemoryStore();
    assertThat(LedgerBeginning.millis(store)).isEmpty();
    LedgerBeginning.note(store, REGION, 17);
    LedgerBeginning.note(store, REGION, 99);
    assertThat(LedgerBeginning.millis(store)).contains(17L);
    assertThat(LedgerBeginning.millis(new MemoryStore())).isEmpty();
  }
}
