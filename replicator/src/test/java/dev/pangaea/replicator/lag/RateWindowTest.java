package dev.pangaea.replicator.lag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateWindowTest {
  private final RateWindow window = new RateWindow();

  @Test
  void countsTheLastTenSecondsOnly() {
    window.add(5, 1_000);
    window.add(7, 5_000);

    assertThat(window.sum(5_000)).isEqualTo(12);
    assertThat(window.sum(10_999)).isEqualTo(12);
    assertThat(window.sum(11_000)).isEqualTo(7);
    assertThat(window.sum(100_000)).isZero();
  }

  @Test
  void aClockThatGoesBackLosesNothing() {
    window.add(5, 20_000);
    window.add(1, 19_000);

    assertThat(window.sum(20_000)).isEqualTo(6);
  }
}
