package dev.pangaea.simulator.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.junit.PangaeaRegions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Regions as containers, as tests of applications start them: they do what those in a process do.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("docker")
@ExtendWith(Image.class)
class ContainerRegionsIT {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final Duration BOUND = Duration.ofMinutes(2);

  @RegisterExtension
  static final PangaeaRegions REGIONS = PangaeaRegions.inContainersOf(Image.NAME, US, EU);

  private static Carts america;
  private static Carts europe;

  @BeforeAll
  static void makeTable() {
    REGIONS.createGlobalTable(Carts.TABLE, Carts.KEY);
    america = new Carts(REGIONS.endpoint(US), US);
    europe = new Carts(REGIONS.endpoint(EU), EU);
  }

  @AfterAll
  static void close() {
    if (america != null) {
      america.close();
      europe.close();
    }
  }

  @Test
  void writesTravelAndRegionsConverge() {
    america.put("cart-1", "an apple");
    REGIONS.awaitConverged(BOUND);
    assertThat(europe.what("cart-1")).contains("an apple");
  }

  @Test
  void regionsThatAreCutOffHaveNotConvergedAndNothingIsLostInSilence() {
    REGIONS.partition(US, EU);
    america.put("cart-2", "a mug");
    europe.put("cart-2", "a cup");
    assertThat(america.what("cart-2")).contains("a mug");
    assertThat(europe.what("cart-2")).contains("a cup");
    assertThatThrownBy(() -> REGIONS.awaitConverged(Duration.ofMillis(500)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("have not converged within PT0.5S");

    REGIONS.heal();
    REGIONS.awaitConverged(BOUND);
    assertThat(america.what("cart-2")).isEqualTo(Optional.of("a cup"));
    REGIONS.assertNoSilentLoss(Carts.TABLE);
  }

  @Test
  void latencyDelaysAndLosesNothing() {
    REGIONS.latency(US, EU, Duration.ofMillis(50));
    europe.put("cart-3", "a jug");
    REGIONS.awaitConverged(BOUND);
    assertThat(america.what("cart-3")).contains("a jug");
    REGIONS.assertNoSilentLoss(Carts.TABLE);
  }

  @Test
  void clocksCannotBeSkewed() {
    assertThatThrownBy(() -> REGIONS.skew(US, Duration.ofMinutes(1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("share their machine's clock");
  }
}
