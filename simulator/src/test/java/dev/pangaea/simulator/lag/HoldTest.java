package dev.pangaea.simulator.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static final Hold.Verdict OPEN = new Hold.Verdict.Open();
  private static final Hold.Verdict TOO_LATE = new Hold.Verdict.TooLate();

  private final Hold hold = new Hold(500, 5_000, 0, 60_000);

  @Test
  void holdsOnceTheFigureHasStayedUnderTheBoundForLongEnough() {
    for (long now = 0; now < 5_000; now += 1_000) {
      assertThat(at(now, 100 + now / 1_000)).isEqualTo(OPEN);
    }
    assertThat(at(5_000, 90)).isEqualTo(new Hold.Verdict.Held(104, 5_000));
  }

  @Test
  void oneLookThatIsNotUnderItBeginsAnew() {
    at(0, 100);
    at(4_000, 500);
    assertThat(at(5_000, 100)).isEqualTo(OPEN);
    assertThat(at(9_000, 100)).isEqualTo(OPEN);
    assertThat(at(10_000, 100)).isEqualTo(new Hold.Verdict.Held(100, 10_000));
  }

  @Test
  void whatIsNotKnownIsNotUnderIt() {
    at(0, 100);
    assertThat(hold.look(4_000, OptionalDouble.empty())).isEqualTo(OPEN);
    assertThat(at(6_000, 100)).isEqualTo(OPEN);
  }

  @Test
  void isTooLateWhenItHasNotHeldByThen() {
    assertThat(at(59_999, 900)).isEqualTo(OPEN);
    assertThat(at(60_000, 900)).isEqualTo(TOO_LATE);
    Hold late = new Hold(500, 5_000, 0, 60_000);
    late.look(58_000, OptionalDouble.of(1));
    assertThat(late.look(60_000, OptionalDouble.of(1)))
        .as("for two seconds only")
        .isEqualTo(TOO_LATE);
  }

  @Test
  void holdingAtTheVeryEndIsInTime() {
    at(55_000, 1);
    assertThat(at(60_000, 1)).isEqualTo(new Hold.Verdict.Held(1, 60_000));
  }

  private Hold.Verdict at(long nowMillis, double figure) {
    return hold.look(nowMillis, OptionalDouble.of(figure));
  }
}
