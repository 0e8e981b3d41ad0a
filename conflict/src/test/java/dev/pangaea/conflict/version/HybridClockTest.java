package dev.pangaea.conflict.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HybridClockTest {
  private static final long MILLIS_MAX = (1L << 48) - 1;

  /** What may happen to a clock. */
  sealed interface Step {
    record Next(long wallMillis) implements Step {}

    record Observe(HybridTime seen) implements Step {}

    record Restart() implements Step {}
  }

  @Property(tries = 2000)
  void everyTimeIsAboveAllGivenAndSeenHoweverTheWallClockJumps(@ForAll("steps") List<Step> steps) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    HybridTime highest = HybridTime.ZERO;
    for (Step step : steps) {
      switch (step) {
        case Step.Next(long wallMillis) -> {
          HybridTime given = clock.next(wallMillis);
          assertThat(given).isGreaterThan(highest).isEqualTo(clock.last());
          assertThat(given.millis()).isGreaterThanOrEqualTo(Math.max(0, wallMillis));
          highest = given;
        }
        case Step.Observe(HybridTime seen) -> {
          clock.observe(seen);
          highest = highest.max(seen);
        }
        case Step.Restart() -> clock = new HybridClock(highest);
      }
      assertThat(clock.last()).isEqualTo(highest);
    }
  }

  @Property
  void theClockIsTheWallClockWhereThatIsAhead(@ForAll("millis") long wallMillis) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    assertThat(clock.next(wallMillis + 1)).isEqualTo(HybridTime.of(wallMillis + 1, 0));
    assertThat(clock.next(wallMillis)).isEqualTo(HybridTime.of(wallMillis + 1, 1));
  }

  @Example
  void theCounterCarriesIntoTheMilliseconds() {
    HybridTime full = HybridTime.of(7, HybridTime.COUNTER_MAX);
    assertThat(full.next()).isEqualTo(HybridTime.of(8, 0)).isGreaterThan(full);
    assertThat(new HybridClock(full).next(7)).isEqualTo(HybridTime.of(8, 0));
  }

  @Example
  void theLastTimeOfAllHasNoNext() {
    HybridClock clock = new HybridClock(HybridTime.MAX);
    assertThatThrownBy(() -> clock.next(1)).isInstanceOf(IllegalStateException.class);
    assertThat(clock.last()).isEqualTo(HybridTime.MAX);
    assertThat(HybridTime.MAX.millis()).isEqualTo(MILLIS_MAX);
    assertThat(HybridTime.MAX.counter()).isEqualTo(HybridTime.COUNTER_MAX);
  }

  @Example
  void timesAreComparedAsUnsignedNumbers() {
    assertThat(HybridTime.of(MILLIS_MAX, 0)).isGreaterThan(HybridTime.of(1, 0));
    assertThat(HybridTime.MAX.max(HybridTime.ZERO)).isEqualTo(HybridTime.MAX);
    assertThatThrownBy(() -> HybridTime.of(MILLIS_MAX + 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HybridTime.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HybridTime.of(0, HybridTime.COUNTER_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Long> millis() {
    return Arbitraries.longs().between(0, MILLIS_MAX - 2);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> near = Arbitraries.longs().between(-2, 5);
    Arbitrary<Long> far = Arbitraries.longs().between(0, MILLIS_MAX - 10);
    Arbitrary<Step> step =
        Arbitraries.oneOf(
            Arbitraries.oneOf(near, near, far).map(Step.Next::new),
            near.map(millis -> new Step.Observe(HybridTime.of(Math.max(0, millis), 0xFFFE))),
            far.map(millis -> new Step.Observe(HybridTime.of(millis, 3))),
            Arbitraries.just(new Step.Restart()));
    return step.list().ofMaxSize(30);
  }
}
