package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordTapTest {
  private final LeaderWorld world = LeaderWorld.leading();

  /** Notes what it hears, and what of it can be read by then. */
  private static final class Heard implements RecordTap {
    private final Store store;
    private final List<Long> offsets = new ArrayList<>();
    private final List<Version> told = new ArrayList<>();
    private final List<Version> readable = new ArrayList<>();

    Heard(Store store) {
      this.store = store;
    }

    @Override
    public boolean wants(PartitionId partition) {
      return partition.equals(PARTITION);
    }

    @Override
    public void counts(PartitionId partition, LogRecord record, long offset, long appendMillis) {
      offsets.add(offset);
      if (record.body() instanceof Body.Writes(List<Change> changes)) {
        changes.forEach(change -> told.add(change.version()));
        store.item(PARTITION, key("a")).ifPresent(state -> readable.add(state.version()));
      }
    }
  }

  private Heard tap(LeaderNode node) {
    Heard heard = new Heard(node.store);
    node.partitions.tap(heard);
    return heard;
  }

  private void write(String value) {
    world.write("a", value);
    world.node.settle();
  }

  @Test
  void eachRecordThatCountsIsToldInOrderOnceItsChangesCanBeRead() throws Exception {
    Heard heard = tap(world.node);
    long first = world.log.endOffset();
    for (int round = 0; round < 3; round++) {
      write("1".repeat(round + 1));
    }
    assertThat(heard.offsets)
        .isEqualTo(LongStream.range(first, world.log.endOffset()).boxed().toList());
    assertThat(heard.told).hasSize(3).doesNotHaveDuplicates().isEqualTo(heard.readable);
  }

  @Test
  void whatALeaderReadsOfItsLogIsToldTheSameWay() {
    Heard live = tap(world.node);
    write("1");
    write("2");
    LeaderNode second = world.node(new MemoryStore(), BOUNDS);
    Heard read = tap(second);
    second.open(world.log, false);
    second.settle();
    assertThat(read.told).hasSize(2).isEqualTo(live.told);
    assertThat(read.offsets).containsAll(live.offsets);
  }

  @Test
  void aRecordThatIsLostIsNotTold() {
    Heard heard = tap(world.node);
    world.log.nextFates(Fate.IN_DOUBT_LOST);
    write("lost");
    write("2");
    assertThat(heard.told).hasSize(1);
  }
}
