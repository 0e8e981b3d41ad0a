package dev.pangaea.regionnode.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What is held in memory is what the store holds, and no more. */
class WatchedStoreTest {
  private static final PartitionId HERE = new PartitionId(7, 1);
  private static final PartitionId LATER = new PartitionId(8, 0);

  private final Counting counting = new Counting();

  /** Counts what the store itself is asked for. */
  private static final class Counting extends ForwardingStore {
    private int applied;
    private int streams;

    Counting() {
      super(new MemoryStore());
    }

    @Override
    public Applied applied(PartitionId partition) {
      applied++;
      return super.applied(partition);
    }

    @Override
    public StreamRows streams() {
      streams++;
      return super.streams();
    }
  }

  @Test
  void notesHowFarPartitionsAreButNoneThatIsNotThere() {
    WatchedStore store = new WatchedStore(counting);
    for (int asked = 0; asked < 2; asked++) {
      assertThat(store.applied(HERE)).isEqualTo(Applied.NOTHING);
    }
    assertThat(counting.applied).isEqualTo(2);
    Applied applied =
        new Applied(new Position(3, new RecordId(1, 3)), HybridTime.of(3, 0), 0, 0, 0, 0);
    commit(store, new Entry.PutApplied(HERE, applied));
    assertThat(store.applied(HERE)).isEqualTo(applied);
    assertThat(counting.applied).isEqualTo(2);
  }

  @Test
  void knowsTheStreamsThatThereAreWithoutALookAtTheStore() {
    commit(counting, new Entry.PutStreamSpan(HERE, span(100)));
    WatchedStore store = new WatchedStore(counting);
    int asked = counting.streams;
    StreamSpan ended = span(100).ended(new StreamPosition(9, 0), 2000);
    for (Entry entry :
        List.of(
            new Entry.PutStreamSpan(LATER, span(300)),
            new Entry.PutStreamSpan(HERE, span(200)),
            new Entry.PutStreamSpan(HERE, ended),
            new Entry.DeleteStreamSpan(LATER, 300))) {
      commit(store, entry);
      assertThat(store.streams().spans()).isEqualTo(spans(store));
    }
    assertThat(store.streams().spans(HERE)).containsExactly(ended, span(200));
    assertThat(store.streams().span(HERE, 100)).contains(ended);
    assertThat(store.streams().span(HERE, 300)).isEmpty();
    assertThat(store.streams().spans(LATER)).isEmpty();
    assertThat(counting.streams).isEqualTo(asked);
  }

  /** As a look at the store itself has them. */
  private static SortedMap<PartitionId, List<StreamSpan>> spans(Store store) {
    return store.snapshot().streams().spans();
  }

  private static void commit(Store store, Entry entry) {
    StoreBatch batch = new StoreBatch();
    batch.add(entry);
    store.commit(batch);
  }

  private static StreamSpan span(long since) {
    return new StreamSpan(
        new StreamWord(since, StreamView.KEYS_ONLY),
        "orders",
        List.of("pk"),
        new StreamPosition(3, 0),
        1000,
        Optional.empty());
  }
}
