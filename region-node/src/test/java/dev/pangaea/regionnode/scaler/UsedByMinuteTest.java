package dev.pangaea.regionnode.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.scaling.Scalable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsedByMinuteTest {
  private static final Scalable READS = Scalable.TABLE_READ;
  private static final Scalable WRITES = Scalable.TABLE_WRITE;

  private final UsedByMinute used = new UsedByMinute();

  @Test
  void knowsMinutesThatWereLookedAtWhole() {
    look(7, 1000);
    look(8, 1300);
    assertThat(used.used(READS)).isEmpty();
    look(8, 1500);
    look(9, 1900);
    assertThat(used.used(READS)).containsExactly(10.0);
    look(10, 1900);
    assertThat(used.used(READS)).containsExactly(10.0, 0.0);
  }

  @Test
  void aGapMakesThePastUnknown() {
    look(7, 0);
    look(8, 0);
    look(9, 600);
    look(11, 60_000);
    assertThat(used.used(READS)).isEmpty();
    look(12, 60_600);
    assertThat(used.used(READS)).isEmpty();
    look(13, 61_800);
    assertThat(used.used(READS)).containsExactly(20.0);
  }

  @Test
  void aClockThatGoesBackDoesAsWell() {
    look(7, 0);
    look(8, 0);
    look(9, 600);
    look(8, 1200);
    assertThat(used.used(READS)).isEmpty();
  }

  @Test
  void keepsWhatTheRuleAsksFor() {
    for (int minute = 0; minute < 40; minute++) {
      look(minute, minute * 60L);
    }
    assertThat(used.used(READS)).hasSize(15).containsOnly(1.0);
  }

  @Test
  void whatIsScaledLaterIsUnknownBefore() {
    look(0, 0);
    look(1, 0);
    used.look(2, Map.of(READS, 0.0));
    long days = 6 * 86_400;
    used.look(3, Map.of(READS, 60.0, WRITES, (double) days));
    assertThat(used.used(WRITES)).isEmpty();
    used.look(4, Map.of(READS, 120.0, WRITES, days + 360.0));
    assertThat(used.used(WRITES)).containsExactly(6.0);
    assertThat(used.used(READS)).containsExactly(0.0, 1.0, 1.0);
    used.look(5, Map.of(READS, 180.0));
    used.look(6, Map.of(READS, 240.0, WRITES, days + 9999.0));
    assertThat(used.used(WRITES)).isEmpty();
    assertThat(used.used(READS)).hasSize(5);
  }

  @Test
  void whatIsForgottenIsUnknownAndSoIsItsMinute() {
    look(7, 0);
    look(8, 0);
    look(9, 600);
    used.forget();
    assertThat(used.used(READS)).isEmpty();
    look(9, 600);
    look(10, 600);
    assertThat(used.used(READS)).as("the ninth was looked at in part").isEmpty();
    look(11, 1200);
    assertThat(used.used(READS)).containsExactly(10.0);
  }

  private void look(long minute, double total) {
    used.look(minute, Map.of(READS, total));
  }
}
