package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OpenLoopPacerTest {
  private static final long FOREVER = Long.MAX_VALUE;

  @Property(tries = 300)
  void theNthArrivalIsDueAtExactlyNIntervals(
      @ForAll @LongRange(min = 1, max = 1_000_000) long rate,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long start,
      @ForAll @IntRange(min = 0, max = 2000) int arrivals) {
    OpenLoopPacer pacer = new OpenLoopPacer(start, FOREVER, rate, 0, 1);
    for (int i = 0; i < arrivals; i++) {
      pacer.take(FOREVER);
    }
    long exact =
        BigInteger.valueOf(arrivals)
            .multiply(BigInteger.valueOf(1_000_000_000))
            .divide(BigInteger.valueOf(rate))
            .longValueExact();
    assertThat(pacer.nextDueNanos()).isEqualTo(start + exact);
  }

  @Test
  void aDayOfArrivalsDoesNotDrift() {
    long rate = 7;
    long oneDay = 24 * 3600;
    OpenLoopPacer pacer = new OpenLoopPacer(0, FOREVER, rate, 0, 1);
    for (long i = 0; i < oneDay * rate; i++) {
      pacer.take(FOREVER);
    }
    assertThat(pacer.nextDueNanos()).isEqualTo(oneDay * 1_000_000_000);
  }

  @Property(tries = 100)
  void workersShareTheArrivalsOfOneSchedule(
      @ForAll @LongRange(min = 1, max = 100_000) long rate,
      @ForAll @IntRange(min = 1, max = 6) int workers) {
    OpenLoopPacer alone = new OpenLoopPacer(5, FOREVER, rate, 0, 1);
    List<Long> expected = new ArrayList<>();
    List<Long> shared = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      OpenLoopPacer pacer = new OpenLoopPacer(5, FOREVER, rate, worker, workers);
      for (int i = 0; i < 20; i++) {
        expected.add(alone.take(FOREVER));
        shared.add(pacer.take(FOREVER));
      }
    }
    assertThat(shared).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aLateTakerGetsTheIntendedTimesOneByOne() {
    OpenLoopPacer pacer = new OpenLoopPacer(0, FOREVER, 1000, 0, 1);
    long late = 3_500_000;
    List<Long> taken = new ArrayList<>();
    while (pacer.due(late)) {
      taken.add(pacer.take(late));
    }
    assertThat(taken).containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L);
  }

  @Test
  void noArrivalComesAtOrAfterTheEnd() {
    OpenLoopPacer pacer = new OpenLoopPacer(0, 2_000_000, 1000, 0, 1);
    pacer.take(0);
    assertThat(pacer.due(5_000_000)).isTrue();
    assertThat(pacer.over(1_999_999)).isFalse();
    assertThat(pacer.over(2_000_000)).isTrue();
    pacer.take(5_000_000);
    assertThat(pacer.due(5_000_000)).isFalse();
    assertThat(pacer.nextDueNanos()).isEqualTo(FOREVER);
  }
}
