package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME_LOG;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaders whose time is somebody else's: nothing happens but in a step. */
class SteppedLeadersTest {
  private final MemoryStore store = new MemoryStore();
  private MemoryPartitionLog log;
  private SteppedLeaders leaders;
  private int wakes;
  private long writers = 1;
  private long millis = 1_700_000_000_000L;

  @BeforeEach
  void open() throws Exception {
    MemoryRegionLog logs = new MemoryRegionLog(() -> Instant.ofEpochMilli(millis));
    logs.create(HOME_LOG, 1, Optional.empty());
    log = logs.partition(HOME_LOG, 0);
    leaders =
        new SteppedLeaders(
            HOME, store, BOUNDS, LedgerSettings.PLAIN, () -> writers++, () -> wakes++);
    leaders.open(new PartitionOpening(PARTITION, log, change -> true, true, () -> {}));
  }

  @Test
  void readsItsLogOnlyWhenItIsTold() {
    step();
    step();
    assertThat(leaders.wantsToRead()).isTrue();
    assertThat(log.entries()).isEmpty();

    leaders.read();
    assertThat(leaders.wantsToRead()).isFalse();
    assertThat(leaders.holdsAllAcknowledged(PARTITION)).isFalse();

    step();
    assertThat(log.entries()).as("the claim").hasSize(1);
    assertThat(leaders.holdsAllAcknowledged(PARTITION)).isTrue();
    assertThat(leaders.status()).allMatch(PartitionStatus::leads);
  }

  @Test
  void answersAWriteInTheStepAfterItsAppend() {
    lead();
    Told<WriteOutcome> told = new Told<>();
    leaders.write(PARTITION, put("a", "1"), LeaderFixtures.unversioned(told));
    assertThat(step()).as("the outcome of the append waits").isZero();
    assertThat(told.outcomes()).isEmpty();
    step();
    assertThat(told.outcomes()).containsExactly(written("1"));
  }

  @Test
  void saysWhenSomethingHasComeIn() {
    lead();
    wakes = 0;
    leaders.write(PARTITION, put("a", "1"), outcome -> {});
    assertThat(wakes).isEqualTo(1);
    step();
    assertThat(wakes).as("the append has an outcome").isEqualTo(2);
    step();
    assertThat(wakes).isEqualTo(2);
  }

  @Test
  void putsTheNextStepOffAsLongAsItsLoopWould() {
    lead();
    assertThat(step()).isBetween(1L, LeaderLoop.TICK_NANOS);
  }

  @Test
  void readsAgainWhenTheLogDidNotAnswer() {
    log.available(false);
    step();
    leaders.read();
    step();
    log.available(true);
    millis += 200;
    step();
    lead();
    assertThat(leaders.status()).allMatch(PartitionStatus::leads);
  }

  @Test
  void takesInWhatAReplicatorBrings() {
    lead();
    Told<AppendAnswer> followed = new Told<>();
    leaders.follow(PARTITION, RemoteRegion.BEGINNING, followed);
    step();
    step();
    RemoteRegion remote = new RemoteRegion();
    remote.write("a", new Content.Deleted(), millis);
    Told<DeliveryOutcome> delivered = new Told<>();
    leaders.deliver(PARTITION, remote.delivery(0, 1), delivered);
    step();
    step();
    assertThat(followed.outcomes()).hasOnlyElementsOfType(AppendAnswer.Counts.class).hasSize(1);
    assertThat(delivered.outcomes()).hasOnlyElementsOfType(DeliveryOutcome.Taken.class).hasSize(1);
  }

  private void lead() {
    for (int round = 0; round < 3; round++) {
      step();
      if (leaders.wantsToRead()) {
        leaders.read();
      }
    }
    step();
  }

  private long step() {
    return leaders.step(millis, millis * 1_000_000);
  }
}
