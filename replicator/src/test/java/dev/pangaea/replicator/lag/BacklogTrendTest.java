package dev.pangaea.replicator.lag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTrendTest {
  private final BacklogTrend trend = new BacklogTrend();

  @Test
  void tellsHowFastABacklogFallsSinceItWasHighest() {
    trend.look(0, 10);
    trend.look(1_000, 5_000);
    assertThat(trend.fallsPerSecond(1_500, 4_900)).as("for less than a second").isEmpty();
    trend.look(2_000, 4_000);
    trend.look(3_000, 3_000);

    assertThat(trend.fallsPerSecond(3_000, 3_000)).hasValue(1_000);
  }

  @Test
  void saysNothingOfABacklogThatDoesNotFall() {
    assertThat(trend.fallsPerSecond(0, 7)).isEmpty();
    for (int second = 0; second < 20; second++) {
      trend.look(second * 1_000L, 100 + second);
      assertThat(trend.fallsPerSecond(second * 1_000L + 999, 100 + second)).isEmpty();
    }
  }

  @Test
  void forgetsWhatWasLongAgo() {
    trend.look(0, 50_000);
    trend.look(9_000, 20_000);
    trend.look(11_000, 10_000);

    assertThat(trend.fallsPerSecond(11_000, 10_000)).hasValue(5_000);
  }

  @Test
  void aClockThatIsSetBackStartsAnew() {
    trend.look(100_000, 50_000);
    trend.look(1_000, 900);

    assertThat(trend.fallsPerSecond(3_000, 100)).hasValue(400);
  }
}
