package dev.pangaea.conflict.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.HybridTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChainTest {
  /** What two leaders, of whom each may be a zombie at any time, do to their one log. */
  sealed interface Step {
    int leader();

    /** The leader sends its next record, which names the one that it sent before. */
    record Append(int leader) implements Step {}

    /** The leader sends its next record, and it is lost on the way. */
    record Lose(int leader) implements Step {}

    /** One of the records that the leader ever made is sent again. */
    record Resend(int leader, int which) implements Step {}

    /** The leader reads the log to its end and claims it, as a new writer. */
    record Claim(int leader) implements Step {}
  }

  @Property(tries = 2000)
  void whatCountsIsOneChain(@ForAll("steps") List<Step> steps) {
    List<LogRecord> counting = counting(played(steps));
    RecordId head = RecordId.GENESIS;
    for (LogRecord record : counting) {
      assertThat(record.previous()).isEqualTo(head);
      head = record.id();
    }
    assertThat(counting).extracting(LogRecord::id).doesNotHaveDuplicates();
  }

  @Property(tries = 2000)
  void whatCountsIsWhatANaiveSearchFinds(@ForAll("steps") List<Step> steps) {
    List<LogRecord> log = played(steps);
    assertThat(counting(log)).isEqualTo(searched(log));
  }

  @Property(tries = 2000)
  void aWriterNeverCountsAgainOnceAnotherCounted(@ForAll("steps") List<Step> steps) {
    Set<Long> gone = new HashSet<>();
    long current = 0;
    for (LogRecord record : counting(played(steps))) {
      if (record.id().writer() != current) {
        gone.add(current);
        current = record.id().writer();
      }
      assertThat(gone).doesNotContain(current);
    }
  }

  @Property(tries = 2000)
  void aWritersRecordsCountInTheirOrderWithoutAGap(@ForAll("steps") List<Step> steps) {
    LogRecord before = null;
    for (LogRecord record : counting(played(steps))) {
      boolean sameWriter = before != null && before.id().writer() == record.id().writer();
      assertThat(record.id().sequence()).isEqualTo(sameWriter ? before.id().sequence() + 1 : 0);
      before = record;
    }
  }

  @Example
  void aZombieDoesNotCountAfterANewLeadersClaim() {
    List<LogRecord> log =
        played(
            List.of(
                new Step.Claim(0),
                new Step.Append(0),
                new Step.Claim(1),
                new Step.Append(0),
                new Step.Append(1)));
    assertThat(counting(log)).containsExactly(log.get(0), log.get(1), log.get(2), log.get(4));
  }

  @Example
  void nothingCountsAfterALostRecordUntilItIsSentAgain() {
    List<LogRecord> log =
        played(
            List.of(
                new Step.Claim(0),
                new Step.Lose(0),
                new Step.Append(0),
                new Step.Resend(0, 1),
                new Step.Resend(0, 2)));
    assertThat(counting(log)).containsExactly(log.get(0), log.get(2), log.get(3));
  }

  @Example
  void noRecordIsItsOwnPredecessorOrTheGenesis() {
    RecordId id = new RecordId(1, 1);
    assertThat(Chain.accepts(id, id, id)).isFalse();
    assertThat(Chain.accepts(id, RecordId.GENESIS, id)).isFalse();
    assertThat(Chain.accepts(RecordId.GENESIS, id, RecordId.GENESIS)).isTrue();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> leader = Arbitraries.integers().between(0, 1);
    Arbitrary<Step> step =
        Arbitraries.oneOf(
            leader.map(Step.Append::new),
            leader.map(Step.Append::new),
            leader.map(Step.Lose::new),
            leader.map(Step.Claim::new),
            Combinators.combine(leader, Arbitraries.integers().between(0, 20))
                .as(Step.Resend::new));
    return step.list().ofMaxSize(40);
  }

  /** The log that the steps leave. */
  private static List<LogRecord> played(List<Step> steps) {
    List<LogRecord> log = new ArrayList<>();
    List<Leader> leaders = List.of(new Leader(100), new Leader(200));
    for (Step step : steps) {
      Leader leader = leaders.get(step.leader());
      switch (step) {
        case Step.Append _ -> log.add(leader.make());
        case Step.Lose _ -> leader.make();
        case Step.Resend(int _, int which) -> {
          if (!leader.made.isEmpty()) {
            log.add(leader.made.get(which % leader.made.size()));
          }
        }
        case Step.Claim _ -> {
          leader.startTerm(head(log));
          log.add(leader.make());
        }
      }
    }
    return log;
  }

  private static RecordId head(List<LogRecord> log) {
    List<LogRecord> counting = counting(log);
    return counting.isEmpty() ? RecordId.GENESIS : counting.getLast().id();
  }

  private static List<LogRecord> counting(List<LogRecord> log) {
    List<LogRecord> counting = new ArrayList<>();
    RecordId head = RecordId.GENESIS;
    for (LogRecord record : log) {
      if (Chain.accepts(head, record)) {
        counting.add(record);
        head = record.id();
      }
    }
    return counting;
  }

  /** From each record that counts on, the nearest that names it counts next. */
  private static List<LogRecord> searched(List<LogRecord> log) {
    List<LogRecord> found = new ArrayList<>();
    RecordId wanted = RecordId.GENESIS;
    int from = 0;
    while (true) {
      int next = from;
      while (next < log.size() && !log.get(next).previous().equals(wanted)) {
        next++;
      }
      if (next == log.size()) {
        return found;
      }
      found.add(log.get(next));
      wanted = log.get(next).id();
      from = next + 1;
    }
  }

  /** A leader that believes in all that it sent, as one does that does not wait. */
  private static final class Leader {
    private final List<LogRecord> made = new ArrayList<>();
    private long writer;
    private long sequence;
    private RecordId last = RecordId.GENESIS;

    Leader(long writer) {
      this.writer = writer;
    }

    LogRecord make() {
      RecordId id = new RecordId(writer, sequence++);
      LogRecord record = new LogRecord(id, last, HybridTime.ZERO, new Body.Noop());
      last = id;
      made.add(record);
      return record;
    }

    void startTerm(RecordId head) {
      writer++;
      sequence = 0;
      last = head;
    }
  }
}
