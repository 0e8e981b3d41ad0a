package dev.pangaea.regionnode.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How streams are read while their tables are written. */
class RegionStreamsTest {
  private static final RegionName REGION = new RegionName("us-east-1");
  private static final PartitionId PARTITION = new PartitionId(7, 0);
  private static final ShardId SHARD = new ShardId(new StreamId("orders", 7, 100), 0);

  /** Something counts between the look at how far a partition is and the look at its rows. */
  private static final class WrittenMeanwhile extends ForwardingStore {
    private long next = 1;

    WrittenMeanwhile() {
      super(new MemoryStore());
    }

    @Override
    public Applied applied(PartitionId partition) {
      Applied now = super.applied(partition);
      write(this, next++);
      return now;
    }
  }

  @Test
  void tellsEachRecordOnceThoughTheTableIsWrittenMeanwhile() {
    Store store = new WrittenMeanwhile();
    begin(store);
    RegionStreams streams = streams(store);
    List<Long> offsets = new ArrayList<>();
    StreamPosition from = StreamPosition.START;
    for (int page = 0; page < 5; page++) {
      ShardRead.Page read = (ShardRead.Page) streams.read(SHARD, from, 10, 1 << 20);
      read.records().forEach(record -> offsets.add(record.position().offset()));
      from = read.next();
    }
    assertThat(offsets).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aListenerThatFailsHarmsNobody() {
    WatchedStore store = new WatchedStore(new MemoryStore());
    begin(store);
    RegionStreams streams = streams(store);
    store.onMove(streams::moved);
    List<String> told = new ArrayList<>();
    streams.watch(
        SHARD,
        () -> {
          throw new IllegalStateException("on purpose");
        });
    streams.watch(SHARD, () -> told.add("moved"));
    write(store, 1);
    assertThat(told).containsExactly("moved");
  }

  private static RegionStreams streams(Store store) {
    return new RegionStreams(REGION, new FakeTables(REGION, 1), store);
  }

  private static void begin(Store store) {
    StoreBatch batch = new StoreBatch();
    batch.add(
        new Entry.PutStreamSpan(
            PARTITION,
            new StreamSpan(
                new StreamWord(100, StreamView.KEYS_ONLY),
                "orders",
                List.of("pk"),
                StreamPosition.START,
                1000,
                Optional.empty())));
    batch.add(new Entry.PutApplied(PARTITION, applied(1)));
    store.commit(batch);
  }

  private static void write(Store store, long offset) {
    StoreBatch batch = new StoreBatch();
    batch.add(
        new Entry.PutStreamRow(
            PARTITION,
            new StreamRow(
                StreamPosition.ofRecord(offset),
                2000 + offset,
                StreamRow.Kind.INSERT,
                EncodedKey.of(PrimaryKey.of(new StringValue("a"))),
                new Version(HybridTime.of(offset, 0), REGION),
                false,
                Optional.empty(),
                Optional.empty())));
    batch.add(new Entry.PutApplied(PARTITION, applied(offset + 1)));
    store.commit(batch);
  }

  private static Applied applied(long next) {
    return new Applied(
        new Position(next, new RecordId(1, next)), HybridTime.of(next, 0), 0, 0, 0, 0);
  }
}
