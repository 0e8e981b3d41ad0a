package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StaggerTest {
  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private static Stagger stagger(long roundTripNanos, long bytesPerSecond) {
    return Stagger.of(RoundTrip.Times.of(roundTripNanos), bytesPerSecond, false);
  }

  @Test
  void aBusyMachineDoesNotMakeANearSourceAFarOne() {
    RoundTrip.Times times =
        RoundTrip.Times.of(millis(3), millis(40), millis(50), millis(60), millis(70));

    assertThat(times.leastNanos()).isEqualTo(millis(3));
    assertThat(times.usualNanos()).isEqualTo(millis(60));
    assertThat(Stagger.of(times, 0, false)).isEqualTo(Stagger.NONE);
  }

  @Test
  void aNearSourceIsReadByOneLane() {
    assertThat(stagger(millis(5), 1_000)).isEqualTo(Stagger.NONE);
    assertThat(stagger(millis(160), 1_000).lanes()).isBetween(8, 16);
  }

  @Test
  void aBusySourceIsReadByOneLane() {
    assertThat(stagger(millis(160), 1 << 20).lanes()).isPositive();
    assertThat(stagger(millis(160), 100 << 20)).isEqualTo(Stagger.NONE);
  }

  @Test
  void aSourceThatIsFarAheadIsReadByOneLane() {
    RoundTrip.Times far = RoundTrip.Times.of(millis(160));

    assertThat(Stagger.of(far, 1 << 20, true)).isEqualTo(Stagger.NONE);
  }

  @Test
  void aRoundTripThatHasHardlyChangedOpensNoOtherLanes() {
    int open = stagger(millis(160), 0).lanes();

    assertThat(stagger(millis(170), 0).serves(open)).isTrue();
    assertThat(stagger(millis(60), 0).serves(open)).isFalse();
    assertThat(Stagger.NONE.serves(open)).isFalse();
    assertThat(stagger(millis(160), 0).serves(0)).isFalse();
    assertThat(Stagger.NONE.serves(0)).isTrue();
  }

  @Property(tries = 300)
  void aFetchOfSomeLaneIsAtTheSourceInEachGap(
      @ForAll @IntRange(min = 20, max = 190) int roundTripMillis,
      @ForAll @LongRange(min = 1, max = 1L << 60) long startNanos) {
    Stagger stagger = stagger(millis(roundTripMillis), 0);
    long period = stagger.periodNanos();
    TreeSet<Long> sent = new TreeSet<>();
    for (int lane = 0; lane < stagger.lanes(); lane++) {
      long slot = startNanos;
      for (int turn = 0; turn < 3; turn++) {
        long next = stagger.nextSlotNanos(lane, slot);
        if (turn > 0) {
          assertThat(next - slot).as("a lane keeps its slots").isEqualTo(period);
        }
        slot = next;
      }
      sent.add(slot);
    }

    long before = sent.last() - period;
    for (long slot : sent) {
      assertThat(slot - before).isBetween(1L, millis(15));
      before = slot;
    }
  }

  @Test
  void aFetchThatCameBackABitEarlyOrLateIsTakenAtTheSameSlot() {
    Stagger stagger = stagger(millis(160), 0);
    long slot = stagger.nextSlotNanos(3, millis(1_000_000));

    assertThat(stagger.nextSlotNanos(3, slot - millis(10)))
        .isEqualTo(stagger.nextSlotNanos(3, slot + millis(10)));
  }
}
