package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecreaseRuleTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void whoLowersWheneverItMayDoesSoTwentySevenTimesADay() {
    CapacityHistory history = CapacityHistory.of(new Capacity.Provisioned(100, 100));
    int lowered = 0;
    for (int minute = 0; minute < Duration.ofDays(1).toMinutes(); minute++) {
      long now = MIDNIGHT.plus(Duration.ofMinutes(minute)).toEpochMilli();
      if (DecreaseRule.allows(history, now)) {
        history =
            history.changed(
                new Capacity.Provisioned(100 - lowered, 1),
                new Capacity.Provisioned(99 - lowered, 1),
                now);
        lowered++;
      }
    }
    assertThat(lowered).isEqualTo(27);
    assertThat(DecreaseRule.allows(history, MIDNIGHT.plus(Duration.ofDays(1)).toEpochMilli()))
        .isTrue();
  }

  @Test
  void saysWhenTheNextOneCanBeMade() {
    CapacityHistory history = CapacityHistory.of(new Capacity.Provisioned(9, 9));
    long now = MIDNIGHT.plus(Duration.ofHours(12)).toEpochMilli();
    for (int units = 9; units > 5; units--) {
      history =
          history.changed(
              new Capacity.Provisioned(units, 9), new Capacity.Provisioned(units - 1, 9), now);
    }
    Capacity before = new Capacity.Provisioned(5, 9);
    assertThat(
            DecreaseRule.against(before, new Capacity.Provisioned(4, 9), history, now + 1)
                .orElseThrow())
        .isEqualTo(
            new TableOutcome.LimitExceeded(
                "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease at Sunday, November 22, 2026 at 12:00:00 PM Coordinated Universal Time. Next decrease can be made at Sunday, November 22, 2026 at 1:00:00 PM Coordinated Universal Time"));
    assertThat(DecreaseRule.against(before, new Capacity.Provisioned(6, 10), history, now + 1))
        .isEmpty();
    assertThat(DecreaseRule.against(before, new Capacity.OnDemand(), history, now + 1)).isEmpty();
  }
}
