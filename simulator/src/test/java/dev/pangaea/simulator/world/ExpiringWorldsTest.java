package dev.pangaea.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Worlds in which items expire while regions are cut off, crash and have clocks that are wrong. */
@Execution(ExecutionMode.CONCURRENT)
class ExpiringWorldsTest {
  private static final int SEEDS = 60;

  /** A world as it is, and how many of the deletions on their way are expiries. */
  private static final class Counted implements Parts {
    private long expiries;

    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      expiries += delivery.changes().stream().filter(Change::isExpiry).count();
      return delivery;
    }
  }

  @Test
  void whatExpiresIsGoneEverywhereAndWhatIsExtendedStays() {
    int expiring = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = ScenarioDraw.of(seed);
      if (scenario.expiring()) {
        expiring++;
        Counted parts = new Counted();
        assertThat(World.run(scenario, parts, Trace.NONE).violations())
            .as("seed %d", seed)
            .isEmpty();
        assertThat(parts.expiries).as("expiries of seed %d", seed).isPositive();
      }
    }
    assertThat(expiring).isGreaterThan(5);
  }
}
