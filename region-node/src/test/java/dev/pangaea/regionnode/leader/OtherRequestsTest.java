package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is brought in several records, when something happens between them. */
class OtherRequestsTest {
  private static final Now NOW = new Now(1_700_000_000_000L, 0);

  private final MemoryStore store = new MemoryStore();
  private final PartitionState state =
      new Transactions(store)
          .state(PARTITION, new Ledger(store, LedgerSettings.PLAIN), TableLabel.NAMELESS);
  private final Answered answered = new Answered();
  private final OtherRequests others = others();

  @Test
  void aMendIsDoneWithOnceATombstoneIsDroppedOnTheWay() {
    RemoteRegion remote = new RemoteRegion();
    List<Change> changes =
        IntStream.range(0, BOUNDS.changes() + 1)
            .mapToObj(
                number ->
                    remote.write("k" + number, new Content.Present(item("v")), NOW.wallMillis()))
            .toList();
    state.progress(RemoteRegion.BEGINNING, new StoreBatch());
    Told<DeliveryOutcome> told = new Told<>();
    others.add(new Request.Mend(AWAY, 0, changes, told), 0);

    Assembly first = others.next(NOW).orElseThrow();
    assertThat(first.body())
        .get()
        .isInstanceOfSatisfying(
            Body.Arrivals.class, part -> assertThat(part.arrivals()).hasSize(BOUNDS.changes()));
    assertThat(first.completions()).isEmpty();
    state.deletions(new Deletions(0, 1, Context.EMPTY), new StoreBatch());

    assertThat(others.next(NOW).orElseThrow().body()).isEmpty();
    answered.tell();
    assertThat(told.outcomes())
        .containsExactly(new DeliveryOutcome.Elsewhere(RemoteRegion.BEGINNING));
    assertThat(others.size()).isZero();
    assertThat(others.next(NOW)).isEmpty();
  }

  private OtherRequests others() {
    Locks locks = new Locks();
    Assembler assembler =
        new Assembler(HOME, new HybridClock(HybridTime.ZERO), state, change -> true, BOUNDS);
    return new OtherRequests(
        state,
        assembler,
        answered,
        locks,
        new HeldUp(PARTITION, locks),
        new Tombstones(HOME, state, BOUNDS));
  }

  /** Keeps answers until they are to be told. */
  private static final class Answered implements LeaderEffects {
    private final List<Answer> answers = new ArrayList<>();

    void tell() {
      for (Answer answer : answers) {
        if (answer instanceof Answer.Told(Runnable telling)) {
          telling.run();
        }
      }
      answers.clear();
    }

    @Override
    public StoreBatch batch() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void answer(Answer answer) {
      answers.add(answer);
    }

    @Override
    public void folded(PartitionLeader leader, LogRecord record, long offset, long appendMillis) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean append(PartitionLeader leader, LogRecord record) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean allowsClaim(PartitionLeader leader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void leads(PartitionLeader leader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void read(PartitionLeader leader, long from) {
      throw new UnsupportedOperationException();
    }
  }
}
