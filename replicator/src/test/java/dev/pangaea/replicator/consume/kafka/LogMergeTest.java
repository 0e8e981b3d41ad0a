package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogMergeTest {
  private static final LogPartition LOG = new LogPartition("orders", 0);

  private final LogMerge merge = new LogMerge();

  private static Arrived.Entries entries(long from, long to) {
    return new Arrived.Entries(
        LOG,
        LongStream.range(from, to)
            .mapToObj(offset -> new LogEntry(offset, 0, Bytes.EMPTY))
            .toList());
  }

  private List<Long> accepted(Arrived arrived, long turn) {
    return merge.accept(arrived, turn).stream()
        .map(Arrived.Entries.class::cast)
        .flatMap(fresh -> fresh.entries().stream())
        .map(LogEntry::offset)
        .toList();
  }

  @Property(tries = 300)
  void eachEntryIsGivenOnceInOrderByWhicheverLaneBringsItFirst(@ForAll long seed) {
    Random random = new Random(seed);
    LogMerge lanes = new LogMerge();
    long turn = lanes.read(LOG, 10);
    long[] places = {10, 10, 10, 10};
    List<Long> given = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      int lane = random.nextInt(places.length);
      if (random.nextInt(10) == 0) {
        places[lane] = lanes.standing().get(LOG).next();
      }
      long to = Math.min(100, places[lane] + random.nextInt(6));
      lanes
          .accept(entries(places[lane], to), turn)
          .map(Arrived.Entries.class::cast)
          .ifPresent(fresh -> fresh.entries().stream().map(LogEntry::offset).forEach(given::add));
      places[lane] = to;
    }

    assertThat(given).isEqualTo(LongStream.range(10, 100).boxed().toList());
  }

  @Test
  void whatWasReadBeforeTheLastWishIsVoid() {
    long before = merge.read(LOG, 0);
    assertThat(accepted(entries(0, 3), before)).containsExactly(0L, 1L, 2L);

    long now = merge.read(LOG, 1);
    assertThat(accepted(entries(3, 5), before)).isEmpty();
    assertThat(accepted(entries(1, 3), now)).containsExactly(1L, 2L);

    merge.leave(LOG);
    assertThat(accepted(entries(3, 5), now)).isEmpty();
    assertThat(merge.standing()).isEmpty();
  }

  @Test
  void aLostPlaceIsReportedOnce() {
    long turn = merge.read(LOG, 0);
    Arrived lost = new Arrived.LostPlace(LOG, 5, 9);

    assertThat(merge.accept(lost, turn)).contains(lost);
    assertThat(merge.accept(lost, turn)).isEmpty();
    assertThat(merge.accept(lost, merge.read(LOG, 5))).contains(lost);
  }
}
