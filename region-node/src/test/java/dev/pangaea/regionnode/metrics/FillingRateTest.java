package dev.pangaea.regionnode.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FillingRateTest {
  private final FillingRate rate = new FillingRate();

  @Test
  void itIsTheOneSinceTheLastLookThatIsHalfAMinutePast() {
    assertThat(look(0, 0)).isEmpty();
    assertThat(look(20, 200)).hasValue(10);
    assertThat(look(40, 200)).as("since 0").hasValue(5);
    assertThat(look(50, 500)).as("since 20").hasValue(10);
    assertThat(look(200, 650)).as("since 50").hasValue(1);
  }

  @Test
  void aLookRightAfterAnotherDoesNotReplaceIt() {
    assertThat(look(0, 0)).isEmpty();
    assertThat(rate.look(Duration.ofMillis(999).toNanos(), 5)).isEmpty();
    assertThat(look(1, 5)).hasValue(5);
  }

  private OptionalDouble look(long seconds, long figure) {
    return rate.look(Duration.ofSeconds(seconds).toNanos(), figure);
  }
}
