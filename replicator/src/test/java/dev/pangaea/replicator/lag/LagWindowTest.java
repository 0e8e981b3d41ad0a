package dev.pangaea.replicator.lag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagWindowTest {
  private final LagWindow window = new LagWindow();

  @Test
  void saysNothingUnlessThereWereWrites() {
    assertThat(window.percentiles(1_000)).isEmpty();

    window.add(4_000, 1, 1_000);

    for (long now = 1_000; now < 11_000; now += 100) {
      assertThat(window.percentiles(now).orElseThrow().p50Millis()).isBetween(3_960.0, 4_040.0);
    }
    assertThat(window.percentiles(11_000)).isEmpty();
  }

  @Test
  void tellsThePercentilesOfAllWritesOfTheLastTenSeconds() {
    window.add(60_000, 1_000, 1_000);
    window.add(5, 50, 5_000);
    window.add(20, 48, 9_000);
    window.add(300, 2, 12_000);

    TableStatus.Lag lag = window.percentiles(12_000).orElseThrow();
    assertThat(lag.p50Millis()).isEqualTo(5);
    assertThat(lag.p90Millis()).isEqualTo(20);
    assertThat(lag.p99Millis()).isBetween(297.0, 303.0);
    assertThat(lag.maxMillis()).isBetween(297.0, 303.0);
  }

  @Test
  void aClockThatGoesBackLosesNothing() {
    window.add(7, 1, 20_000);
    window.add(9, 1, 19_000);

    assertThat(window.percentiles(20_000).orElseThrow().p99Millis()).isEqualTo(9);
  }
}
