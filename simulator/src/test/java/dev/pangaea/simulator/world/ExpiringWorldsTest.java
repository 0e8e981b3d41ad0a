package dev.pangaea.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Worlds in which items expire while regions are cut off, crash and have clocks that are wrong. */
@Execution(ExecutionMode.CONCURRENT)
class ExpiringWorldsTest {
  private static final int SEEDS = 60;

  @Test
  void whatExpiresIsGoneEverywhereAndWhatIsExtendedStays() {
    int expiring = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = ScenarioDraw.of(seed);
      if (scenario.expiring()) {
        expiring++;
        assertThat(World.run(scenario, Parts.REAL, Trace.NONE).violations())
            .as("seed %d", seed)
            .isEmpty();
      }
    }
    assertThat(expiring).isGreaterThan(5);
  }
}
