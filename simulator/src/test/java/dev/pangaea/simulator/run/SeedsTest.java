package dev.pangaea.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.simulator.check.Violation;
import dev.pangaea.simulator.world.Outcome;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code -Dpangaea.simulate.seeds=2000} runs more seeds, {@code -Dpangaea.simulate.seed=N} begins
 * with another.
 */
@Execution(ExecutionMode.CONCURRENT)
class SeedsTest {
  private static final long FIRST = Long.getLong("pangaea.simulate.seed", 1);
  private static final long COUNT = Long.getLong("pangaea.simulate.seeds", 200);

  @Test
  void everyWorldKeepsEveryPromise() {
    List<String> broken = new ArrayList<>();
    Seeds.Total total =
        new Seeds(FIRST, COUNT)
            .run(
                Parts.REAL,
                Trace.NONE,
                ran -> {
                  if (!ran.keptEveryPromise()) {
                    broken.add(RunReport.broken(ran));
                  }
                });
    assertThat(broken).isEmpty();
    assertThat(total.ran()).isEqualTo(COUNT);
    assertThat(total.figures().served())
        .as("worlds in which hardly anything is served show nothing")
        .isGreaterThan(total.figures().operations() / 2);
    assertThat(total.figures().uncounted()).as("records of zombies").isPositive();
    assertThat(total.figures().conflicts()).isPositive();
  }

  @Test
  void aBrokenSeedComesWithTheCommandThatRunsItAgain() {
    Violation violation = new Violation("a promise", "how");
    Seeds.Ran ran =
        new Seeds.Ran(17, new Outcome(Collections.nCopies(7, violation), Outcome.Figures.NONE));
    assertThat(RunReport.broken(ran))
        .contains("seed 17", "a promise: how", "and 2 more")
        .endsWith("./pangaea simulate --seed 17 --trace");
  }

  @Test
  void anExceptionBreaksItsOwnSeedAndIsToldWhole() {
    List<String> broken = new ArrayList<>();
    Seeds.Total total =
        new Seeds(3, 2).run(new Failing(), Trace.NONE, ran -> broken.add(RunReport.broken(ran)));
    assertThat(total.broken()).isEqualTo(2);
    assertThat(broken.getFirst())
        .contains("seed 3 broke a promise", "nothing throws IllegalStateException")
        .contains("IllegalStateException: cannot be planned", "at " + Failing.class.getName())
        .endsWith("./pangaea simulate --seed 3 --trace");
    assertThat(broken.getLast()).contains("seed 4 broke a promise");
  }

  @Test
  void theTotalTellsHowFastItWent() {
    Outcome.Figures figures = new Outcome.Figures(60_000_000_000L, 9, 4_000, 3_000, 5_000, 70, 80);
    assertThat(RunReport.total(new Seeds.Total(10, 1, figures), Duration.ofSeconds(2)))
        .contains(
            "9 of 10 seeds",
            "of which 70 do not count; 80 conflicts",
            "4,000 operations",
            "30 virtual seconds",
            "2,000 operations per");
  }

  /** What a replicator reads is too much for it. */
  private static final class Failing implements Parts {
    @Override
    public List<LogEntry> fetched(List<LogEntry> entries) {
      throw new IllegalStateException("cannot be planned");
    }
  }

  @Test
  void noSeedAtAllIsNoRun() {
    assertThatThrownBy(() -> new Seeds(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
