package dev.pangaea.simulator.check;

import static dev.pangaea.simulator.check.Book.KEY;
import static dev.pangaea.simulator.check.Book.US;
import static dev.pangaea.simulator.check.Book.change;
import static dev.pangaea.simulator.check.Book.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestsAreOfTheItemsTest {
  private static final PartitionId PARTITION = new PartitionId(1, 0);
  private static final ItemState ONE = ItemState.of(change(version(US, 1), "1"));
  private static final ItemState TWO = ItemState.of(change(version(US, 2), "2"));

  private final MemoryStore store = new MemoryStore();

  @Test
  void aDigestOfWhatIsThereIsFine() {
    commit(new Entry.PutItem(PARTITION, KEY, ONE), digest(RangeDigest.OF_NONE.plus(KEY, ONE)));
    assertThat(DigestsAreOfTheItems.look(store, PARTITION)).isEmpty();
  }

  @Test
  void aDigestThatIsNotMadeYetNeedNotHoldAnything() {
    commit(new Entry.PutItem(PARTITION, KEY, ONE));
    assertThat(DigestsAreOfTheItems.look(store, PARTITION)).isEmpty();
    assertThat(DigestsAreOfTheItems.areWhole(store, List.of(PARTITION))).isFalse();
  }

  @Test
  void aDigestThatDidNotFollowIsFound() {
    commit(new Entry.PutItem(PARTITION, KEY, ONE), digest(RangeDigest.OF_NONE.plus(KEY, ONE)));
    commit(new Entry.PutItem(PARTITION, KEY, TWO));
    assertThat(DigestsAreOfTheItems.look(store, PARTITION)).isPresent();
  }

  @Test
  void anItemThatIsInNoDigestIsFound() {
    commit(new Entry.PutItem(PARTITION, KEY, ONE), digest(RangeDigest.OF_NONE));
    assertThat(DigestsAreOfTheItems.look(store, PARTITION)).isPresent();
  }

  private static Entry digest(RangeDigest digest) {
    return new Entry.PutDigest(PARTITION, RangeDigest.range(KEY), digest);
  }

  private void commit(Entry... entries) {
    StoreBatch batch = new StoreBatch();
    List.of(entries).forEach(batch::add);
    store.commit(batch);
  }
}
