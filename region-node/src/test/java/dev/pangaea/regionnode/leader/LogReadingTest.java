package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a loop's leaders get to the ends of their logs. */
class LogReadingTest {
  private final Inbox<LoopEvent> inbox = new Inbox<>(1);
  private final LogReading reading = new LogReading(inbox);
  private final PartitionLeader leader = leader();
  private final MemoryPartitionLog log = new LeaderWorld().log;

  @AfterEach
  void close() {
    reading.close();
  }

  @Test
  void beginsOneBeforeAndEndsAtTheEnd() {
    fill(5);
    reading.read(leader, log, 3);
    assertThat(offsets(entriesToTheEnd())).containsExactly(2L, 3L, 4L);
  }

  @Test
  void readsNothingWhereThereIsNothing() {
    reading.read(leader, log, 0);
    assertThat(next()).isEqualTo(new LoopEvent.ReadToEnd(leader, 0, 0));
  }

  @Test
  void tellsTheStartOfALogThatHasDroppedTooMuch() {
    fill(5);
    log.trim(4);
    reading.read(leader, log, 3);
    assertThat(next()).isEqualTo(new LoopEvent.ReadToEnd(leader, 4, 5));
  }

  @Test
  void readsALongLogInOrderAndInParts() {
    fill(20_000);
    reading.read(leader, log, 0);
    assertThat(offsets(entriesToTheEnd())).hasSize(20_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void readsAShortLogWhileNobodyTakesThePartsOfALongOne() {
    fill(20_000);
    PartitionLog empty = new LeaderWorld().log;
    PartitionLeader other = leader();
    reading.read(leader, log, 0);
    int parts = 0;
    while (parts < 4) {
      assertThat(next()).isInstanceOf(LoopEvent.EntriesRead.class);
      parts++;
    }
    reading.read(other, empty, 0);
    assertThat(next()).isEqualTo(new LoopEvent.ReadToEnd(other, 0, 0));
    assertThat(inbox.poll()).isNull();
  }

  @Test
  void tellsThatTheLogDoesNotAnswer() {
    log.available(false);
    reading.read(leader, log, 0);
    assertThat(next()).isEqualTo(new LoopEvent.ReadFailed(leader));
  }

  @Test
  void tellsThatTheLogLostWhatItWasReading() {
    fill(10);
    PartitionLog losing =
        new TamperedLog(log) {
          @Override
          public long startOffset() {
            return 0;
          }
        };
    log.trim(5);
    reading.read(leader, losing, 0);
    assertThat(next()).isInstanceOf(LoopEvent.ReadMissed.class);
  }

  @Test
  void tellsThatReadingFailedInAnyOtherWay() {
    fill(1);
    PartitionLog broken =
        new TamperedLog(log) {
          @Override
          public void read(long from, long to, Consumer<LogEntry> reader) {
            throw new IllegalStateException("a log that fails on purpose");
          }
        };
    reading.read(leader, broken, 0);
    assertThat(next()).isEqualTo(new LoopEvent.ReadFailed(leader));
  }

  private List<LogEntry> entriesToTheEnd() {
    List<LogEntry> entries = new ArrayList<>();
    while (next() instanceof LoopEvent.EntriesRead read) {
      assertThat(read.entries().size()).isLessThanOrEqualTo(512);
      entries.addAll(read.entries());
      read.taken().release();
    }
    return entries;
  }

  private static List<Long> offsets(List<LogEntry> entries) {
    return entries.stream().map(LogEntry::offset).toList();
  }

  private LoopEvent next() {
    AtomicReference<LoopEvent> found = new AtomicReference<>();
    Await.until(
        () -> {
          found.set(inbox.poll());
          return found.get() != null;
        });
    return found.get();
  }

  private void fill(int entries) {
    for (int entry = 0; entry < entries; entry++) {
      log.intrude(Bytes.copyOf((byte) entry));
    }
  }

  private static PartitionLeader leader() {
    LedPartitions nobody =
        new LedPartitions(
            HOME, new MemoryStore(), BOUNDS, LedgerSettings.PLAIN, () -> 1, new NoLogs());
    Transactions transactions = new Transactions(new MemoryStore());
    Ledger ledger = new Ledger(new MemoryStore(), LedgerSettings.PLAIN);
    PartitionState state = transactions.state(PARTITION, ledger, LeaderNode.LABEL);
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    Assembler assembler = new Assembler(HOME, clock, state, change -> true, BOUNDS);
    Tombstones tombstones = new Tombstones(HOME, state, BOUNDS);
    Waiting waiting = transactions.requests(state, assembler, BOUNDS, nobody, tombstones, false);
    return new PartitionLeader(state, waiting, clock, 1, BOUNDS, nobody, () -> {});
  }

  private static final class NoLogs implements LedPartitions.LogAccess {
    @Override
    public void append(PartitionLeader leader, PartitionLog log, Bytes record) {}

    @Override
    public void read(PartitionLeader leader, PartitionLog log, long from) {}
  }
}
