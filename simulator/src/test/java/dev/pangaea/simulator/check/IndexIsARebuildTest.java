package dev.pangaea.simulator.check;

import static dev.pangaea.simulator.check.Book.KEY;
import static dev.pangaea.simulator.check.Book.US;
import static dev.pangaea.simulator.check.Book.change;
import static dev.pangaea.simulator.check.Book.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexIsARebuildTest {
  private static final PartitionId PARTITION = new PartitionId(1, 0);
  private static final List<PartitionId> ALL = List.of(PARTITION);
  private static final EncodedItem ONE = Contents.put(KEY, "1");
  private static final EncodedItem TWO = Contents.put(KEY, "2");

  private final MemoryStore store = new MemoryStore();
  private final IndexIsARebuild check =
      new IndexIsARebuild(7, (key, item) -> Optional.of(row(item)));

  @Test
  void anIndexThatHoldsEachItemsRowIsFine() {
    commit(item("1"), new Entry.PutIndexRow(PARTITION, 7, row(ONE)), filled(1));
    assertThat(check.look(store, ALL)).isEmpty();
    assertThat(check.isWhole(store, ALL)).isTrue();
  }

  @Test
  void anIndexThatIsNotBegunNeedNotHoldAnything() {
    commit(item("1"));
    assertThat(check.look(store, ALL)).isEmpty();
    assertThat(check.isWhole(store, ALL)).isFalse();
  }

  @Test
  void aRowThatIsMissingIsFound() {
    commit(item("1"), filled(1));
    assertThat(check.look(store, ALL).orElseThrow().what()).contains("[], not [1]");
  }

  @Test
  void aRowOfWhatIsNoLongerThereIsFound() {
    commit(item("2"), new Entry.PutIndexRow(PARTITION, 7, row(ONE)), filled(1));
    assertThat(check.look(store, ALL).orElseThrow().what()).contains("[1], not [2]");
    commit(new Entry.PutIndexRow(PARTITION, 7, row(TWO)));
    assertThat(check.look(store, ALL).orElseThrow().what()).contains("[1, 2], not [2]");
  }

  @Test
  void rowsThatAreCountedWronglyAreFound() {
    commit(item("1"), new Entry.PutIndexRow(PARTITION, 7, row(ONE)), filled(2));
    assertThat(check.look(store, ALL).orElseThrow().what()).contains("counts 2 rows, not 1");
  }

  private static IndexRow row(EncodedItem item) {
    return new IndexRow(Bytes.owning(Contents.text(item).getBytes()), item);
  }

  private static Entry item(String text) {
    return new Entry.PutItem(PARTITION, KEY, ItemState.of(change(version(US, 1), text)));
  }

  private static Entry filled(long rows) {
    return new Entry.PutIndexState(PARTITION, 7, new IndexState(Optional.empty(), rows, 0));
  }

  private void commit(Entry... entries) {
    StoreBatch batch = new StoreBatch();
    List.of(entries).forEach(batch::add);
    store.commit(batch);
  }
}
