package dev.pangaea.regionnode.store;

import static dev.pangaea.regionnode.store.StoreFixtures.deleted;
import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of indexes. */
public abstract class IndexContract extends ItemRangeContract {
  private static final PartitionId HERE = new PartitionId(7, 1);
  private static final PartitionId NEIGHBOUR = new PartitionId(7, 2);
  private static final int INDEX = 3;
  private static final IndexState STATE = new IndexState(Optional.of(bytes(5, 0, 6)), 7, 80);

  @Test
  void givesTheRowsOfAllPartitionsInTheirOrder() {
    put(HERE, INDEX, 5);
    put(NEIGHBOUR, INDEX, 2);
    put(HERE, INDEX, 1);
    put(NEIGHBOUR, INDEX, 0xFF);
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).containsExactly(1, 2, 5, 0xFF);
    assertThat(read(INDEX, KeyRange.ALL, false, 9)).containsExactly(0xFF, 5, 2, 1);
    assertThat(read(INDEX, KeyRange.ALL, true, 2)).containsExactly(1, 2);
    assertThat(read(INDEX, KeyRange.of(bytes(2), bytes(5)), true, 9)).containsExactly(2);
    assertThat(read(INDEX, KeyRange.of(bytes(2), bytes(6)), false, 9)).containsExactly(5, 2);
    assertThat(read(INDEX, KeyRange.of(bytes(5), bytes(2)), false, 9)).isEmpty();
  }

  @Test
  void keepsTheLastRowOfAPositionUntilItIsDeleted() {
    put(HERE, INDEX, 5);
    commit(new Entry.PutIndexRow(HERE, INDEX, new IndexRow(bytes(5), item(6))));
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).containsExactly(6);
    commit(new Entry.DeleteIndexRow(HERE, INDEX, bytes(5)));
    commit(new Entry.DeleteIndexRow(HERE, INDEX, bytes(9)));
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).isEmpty();
  }

  @Test
  void takesADeletedAndAPutRowOfOneBatchInTheirOrder() {
    put(HERE, INDEX, 5);
    StoreBatch batch = new StoreBatch();
    batch.add(new Entry.DeleteIndexRow(HERE, INDEX, bytes(5)));
    batch.add(new Entry.PutIndexRow(HERE, INDEX, new IndexRow(bytes(5), item(6))));
    store().commit(batch);
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).containsExactly(6);
  }

  @Test
  void keepsIndexesAndPartitionsApart() {
    put(HERE, INDEX, 1);
    put(HERE, INDEX + 1, 2);
    put(new PartitionId(8, 1), INDEX, 3);
    commit(new Entry.PutIndexState(HERE, INDEX, STATE));
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).containsExactly(1);
    assertThat(store().indexState(HERE, INDEX)).isEqualTo(STATE);
    assertThat(store().indexState(NEIGHBOUR, INDEX)).isEqualTo(IndexState.NOTHING);
    assertThat(store().indexState(HERE, INDEX + 1)).isEqualTo(IndexState.NOTHING);
  }

  @Test
  void knowsAWholeIndex() {
    IndexState whole = new IndexState(Optional.empty(), 1 << 20, 1L << 40);
    commit(new Entry.PutIndexState(HERE, INDEX, whole));
    assertThat(store().indexState(HERE, INDEX)).isEqualTo(whole);
  }

  @Test
  void dropsAnIndexAndNoOther() {
    for (int index = INDEX - 1; index <= INDEX + 1; index++) {
      put(HERE, index, index);
      commit(new Entry.PutIndexState(NEIGHBOUR, index, STATE));
    }
    commit(new Entry.PutItem(HERE, key("a", 1), state(1)));
    store().dropIndex(HERE.table(), INDEX);
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).isEmpty();
    assertThat(store().indexState(NEIGHBOUR, INDEX)).isEqualTo(IndexState.NOTHING);
    assertThat(read(INDEX - 1, KeyRange.ALL, true, 9)).containsExactly(INDEX - 1);
    assertThat(read(INDEX + 1, KeyRange.ALL, true, 9)).containsExactly(INDEX + 1);
    assertThat(store().indexState(NEIGHBOUR, INDEX + 1)).isEqualTo(STATE);
    assertThat(store().item(HERE, key("a", 1))).contains(state(1));
  }

  @Test
  void dropsATableWithItsIndexes() {
    put(HERE, INDEX, 1);
    commit(new Entry.PutIndexState(HERE, INDEX, STATE));
    store().drop(HERE.table());
    assertThat(read(INDEX, KeyRange.ALL, true, 9)).isEmpty();
    assertThat(store().indexState(HERE, INDEX)).isEqualTo(IndexState.NOTHING);
  }

  @Test
  void scansWhatIsInARangeTombstonesIncluded() {
    commit(new Entry.PutItem(HERE, key("a", 1), state(1)));
    commit(new Entry.PutItem(HERE, key("a", 2), deleted(2)));
    commit(new Entry.PutItem(HERE, key("a", 3), state(3)));
    commit(new Entry.PutItem(NEIGHBOUR, key("a", 4), state(4)));
    assertThat(scanned(KeyRange.ALL, 9)).containsExactly(key("a", 1), key("a", 2), key("a", 3));
    assertThat(scanned(KeyRange.ALL, 2)).containsExactly(key("a", 1), key("a", 2));
    Bytes second = ItemPosition.of(key("a", 2));
    assertThat(scanned(new KeyRange(second, Optional.empty()), 9))
        .containsExactly(key("a", 2), key("a", 3));
    assertThat(scanned(KeyRange.of(second, second), 9)).isEmpty();
  }

  private List<EncodedKey> scanned(KeyRange range, int most) {
    List<EncodedKey> keys = new ArrayList<>();
    store()
        .scan(
            HERE,
            range,
            (key, state) -> {
              assertThat(store().item(HERE, key)).contains(state);
              keys.add(key);
              return keys.size() < most;
            });
    return keys;
  }

  private List<Integer> read(int index, KeyRange range, boolean forward, int most) {
    List<Integer> items = new ArrayList<>();
    store()
        .index(
            HERE.table(),
            index,
            range,
            forward,
            item -> {
              items.add(Byte.toUnsignedInt(item.bytes().at(0)));
              return items.size() < most;
            });
    return items;
  }

  private void put(PartitionId partition, int index, int position) {
    commit(new Entry.PutIndexRow(partition, index, new IndexRow(bytes(position), item(position))));
  }

  private void commit(Entry entry) {
    StoreBatch batch = new StoreBatch();
    batch.add(entry);
    store().commit(batch);
  }

  private static EncodedItem item(int content) {
    return new EncodedItem(bytes(content));
  }

  private static Bytes bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    return Bytes.owning(bytes);
  }
}
