package dev.pangaea.regionnode.store;

import static dev.pangaea.regionnode.store.StoreFixtures.IRELAND;
import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of streams. */
abstract class StreamContract extends IndexContract {
  private static final PartitionId HERE = new PartitionId(7, 1);
  private static final PartitionId NEIGHBOUR = new PartitionId(7, 2);
  private static final PartitionId OTHER_TABLE = new PartitionId(8, 1);
  private static final Optional<EncodedItem> ITEM = state(1).content().visible();

  @Test
  void keepsRowsInTheOrderOfTheirPositions() {
    List<StreamRow> rows =
        List.of(
            row(5, 0, StreamRow.Kind.INSERT, Optional.empty(), ITEM),
            row(5, 1, StreamRow.Kind.MODIFY, ITEM, ITEM),
            row(5, 300, StreamRow.Kind.MODIFY, Optional.empty(), Optional.empty()),
            row(1L << 40, 0, StreamRow.Kind.REMOVE, ITEM, Optional.empty()));
    StoreBatch batch = new StoreBatch();
    rows.reversed().forEach(row -> batch.add(new Entry.PutStreamRow(HERE, row)));
    batch.add(new Entry.PutStreamRow(NEIGHBOUR, rows.getFirst()));
    batch.add(new Entry.PutStreamRow(OTHER_TABLE, rows.getFirst()));
    store().commit(batch);
    assertThat(rows(HERE, StreamPosition.START)).isEqualTo(rows);
    assertThat(rows(HERE, new StreamPosition(5, 1))).isEqualTo(rows.subList(1, 4));
    assertThat(rows(HERE, new StreamPosition(5, 2))).isEqualTo(rows.subList(2, 4));
    assertThat(rows(NEIGHBOUR, new StreamPosition(5, 1))).isEmpty();
    List<StreamRow> first = new ArrayList<>();
    store().streams().visit(HERE, StreamPosition.START, row -> first.add(row) && first.size() < 2);
    assertThat(first).isEqualTo(rows.subList(0, 2));
  }

  @Test
  void trimsRowsBeforeAPositionAndKnowsIt() {
    StoreBatch batch = new StoreBatch();
    for (int offset = 0; offset < 10; offset++) {
      StreamRow row = row(offset, 0, StreamRow.Kind.REMOVE, Optional.empty(), Optional.empty());
      batch.add(new Entry.PutStreamRow(HERE, row));
      batch.add(new Entry.PutStreamRow(NEIGHBOUR, row));
    }
    store().commit(batch);
    assertThat(store().streams().trimmed(HERE)).isEqualTo(StreamPosition.START);
    StreamPosition first = new StreamPosition(4, 0);
    commit(new Entry.TrimStream(HERE, StreamPosition.START, first));
    assertThat(rows(HERE, StreamPosition.START)).hasSize(6);
    commit(new Entry.TrimStream(HERE, first, new StreamPosition(7, 0)));
    assertThat(store().streams().trimmed(HERE)).isEqualTo(new StreamPosition(7, 0));
    assertThat(rows(HERE, StreamPosition.START)).hasSize(3);
    assertThat(rows(NEIGHBOUR, StreamPosition.START)).hasSize(10);
    commit(new Entry.ForgetStreamTrim(HERE));
    assertThat(store().streams().trimmed(HERE)).isEqualTo(StreamPosition.START);
  }

  @Test
  void keepsSpansByPartitionAndAge() {
    StreamSpan first =
        span(100, StreamView.KEYS_ONLY).ended(new StreamPosition(9, 0), 1_700_000_000_000L);
    StreamSpan second = span(200, StreamView.NEW_AND_OLD_IMAGES);
    commit(new Entry.PutStreamSpan(HERE, second));
    commit(new Entry.PutStreamSpan(HERE, span(100, StreamView.KEYS_ONLY)));
    commit(new Entry.PutStreamSpan(HERE, first));
    commit(new Entry.PutStreamSpan(OTHER_TABLE, second));
    assertThat(store().streams().spans(HERE)).containsExactly(first, second);
    assertThat(store().streams().spans(NEIGHBOUR)).isEmpty();
    assertThat(store().streams().span(HERE, 100)).contains(first);
    assertThat(store().streams().span(HERE, 300)).isEmpty();
    assertThat(store().streams().spans()).containsOnlyKeys(HERE, OTHER_TABLE);
    commit(new Entry.DeleteStreamSpan(HERE, 100));
    assertThat(store().streams().spans(HERE)).containsExactly(second);
  }

  @Test
  void streamsOutliveTheirTable() {
    StreamRow row = row(3, 0, StreamRow.Kind.INSERT, Optional.empty(), ITEM);
    commit(new Entry.PutStreamRow(HERE, row));
    commit(new Entry.PutStreamSpan(HERE, span(100, StreamView.NEW_IMAGE)));
    store().drop(HERE.table());
    assertThat(rows(HERE, StreamPosition.START)).containsExactly(row);
    assertThat(store().streams().spans(HERE)).hasSize(1);
  }

  private void commit(Entry entry) {
    StoreBatch batch = new StoreBatch();
    batch.add(entry);
    store().commit(batch);
  }

  private static StreamSpan span(long since, StreamView view) {
    return new StreamSpan(
        new StreamWord(since, view),
        "orders",
        List.of("pk", "sk"),
        new StreamPosition(3, 0),
        1_700_000_000_000L,
        Optional.empty());
  }

  private static StreamRow row(
      long offset,
      int index,
      StreamRow.Kind kind,
      Optional<EncodedItem> before,
      Optional<EncodedItem> after) {
    return new StreamRow(
        new StreamPosition(offset, index),
        1_700_000_000_000L + offset,
        kind,
        key("a", index),
        new Version(HybridTime.of(1_700_000_000_000L, 3), IRELAND),
        index == 1,
        before,
        after);
  }

  private List<StreamRow> rows(PartitionId partition, StreamPosition from) {
    List<StreamRow> rows = new ArrayList<>();
    store().streams().visit(partition, from, rows::add);
    return rows;
  }
}
