package dev.pangaea.regionnode.log.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.AppendOutcome.Appended;
import dev.pangaea.regionnode.log.AppendOutcome.InDoubt;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RangeMissingException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.RegionLogContract;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryLogTest extends RegionLogContract {
  private static final long NOW = 1_700_000_000_000L;

  private final MemoryRegionLog region = new MemoryRegionLog(() -> Instant.ofEpochMilli(NOW));
  private MemoryPartitionLog log;

  @Override
  protected RegionLog log() {
    return region;
  }

  @BeforeEach
  void open() throws Exception {
    region.create("t", 1, Optional.empty());
    log = region.partition("t", 0);
  }

  @Test
  void answersAtOnceUnlessTold() {
    assertThat(append(log, "a")).isCompletedWithValue(new Appended(0, NOW));
  }

  @Test
  void keepsOrLosesWhatIsInDoubt() throws Exception {
    log.nextFates(Fate.IN_DOUBT_LOST, Fate.IN_DOUBT_KEPT);
    assertThat(append(log, "lost").getNow(null)).isInstanceOf(InDoubt.class);
    assertThat(append(log, "kept").getNow(null)).isInstanceOf(InDoubt.class);
    assertThat(append(log, "next")).isCompletedWithValue(new Appended(1, NOW));
    assertThat(texts(log, 0, 2)).containsExactly("kept", "next");
  }

  @Test
  void letsADoubtfulRecordComeLate() throws Exception {
    log.nextFates(Fate.IN_DOUBT_LATE);
    append(log, "late");
    append(log, "first");
    log.landLate();
    assertThat(texts(log, 0, 2)).containsExactly("first", "late");
  }

  @Test
  void holdsAnswersUntilTheyAreSettled() throws Exception {
    log.nextFates(Fate.HELD, Fate.HELD_KEPT, Fate.HELD_KEPT);
    CompletableFuture<AppendOutcome> held = append(log, "held");
    CompletableFuture<AppendOutcome> kept = append(log, "kept");
    CompletableFuture<AppendOutcome> doubtful = append(log, "doubtful");
    assertThat(log.held()).isEqualTo(3);
    assertThat(texts(log, 0, log.endOffset())).containsExactly("kept", "doubtful");
    log.settle(Fate.ACKNOWLEDGED);
    log.settle(Fate.ACKNOWLEDGED);
    log.settle(Fate.IN_DOUBT_LOST);
    assertThat(held).isCompletedWithValue(new Appended(2, NOW));
    assertThat(kept).isCompletedWithValue(new Appended(0, NOW));
    assertThat(doubtful.getNow(null)).isInstanceOf(InDoubt.class);
    assertThat(texts(log, 0, 3)).containsExactly("kept", "doubtful", "held");
  }

  @Test
  void letsAZombieAndADuplicateIn() throws Exception {
    log.nextFates(Fate.ACKNOWLEDGED_TWICE);
    assertThat(append(log, "twice")).isCompletedWithValue(new Appended(0, NOW));
    assertThat(log.intrude(bytes("zombie"))).isEqualTo(2);
    assertThat(append(log, "own")).isCompletedWithValue(new Appended(3, NOW));
    assertThat(texts(log, 0, 4)).containsExactly("twice", "twice", "zombie", "own");
  }

  @Test
  void losesASuffixAndDropsAPrefix() throws Exception {
    for (String text : new String[] {"a", "b", "c", "d"}) {
      append(log, text);
    }
    log.trim(1);
    log.truncate(3);
    assertThat(log.startOffset()).isEqualTo(1);
    assertThat(texts(log, 1, 3)).containsExactly("b", "c");
    assertThatThrownBy(() -> texts(log, 0, 3)).isInstanceOf(RangeMissingException.class);
    assertThat(append(log, "e")).isCompletedWithValue(new Appended(3, NOW));
  }

  @Test
  void failsWhileItIsCutOff() throws Exception {
    region.available(false);
    assertThat(append(log, "a").getNow(null)).isInstanceOf(InDoubt.class);
    assertThatThrownBy(log::endOffset).isInstanceOf(LogUnavailableException.class);
    assertThatThrownBy(() -> region.create("u", 1, Optional.empty()))
        .isInstanceOf(LogUnavailableException.class);
    region.available(true);
    assertThat(append(log, "b")).isCompletedWithValue(new Appended(0, NOW));
  }
}
