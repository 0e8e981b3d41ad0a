package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImpatientPacerTest {
  private static final long SECOND = 1_000_000_000;

  private final Pacer pacer =
      new ImpatientPacer(new OpenLoopPacer(0, Long.MAX_VALUE, 10, 0, 1), SECOND);

  @Test
  void whatIsNotTakenWithinItsPatienceIsLetGo() {
    assertThat(pacer.take(0)).isZero();
    assertThat(pacer.due(10 * SECOND)).isTrue();
    assertThat(pacer.take(10 * SECOND)).isEqualTo(9 * SECOND);
    assertThat(pacer.take(10 * SECOND)).isEqualTo(9 * SECOND + SECOND / 10);
  }

  @Test
  void whatIsOnlyLateKeepsItsTime() {
    assertThat(pacer.take(SECOND)).isZero();
    assertThat(pacer.take(SECOND)).isEqualTo(SECOND / 10);
    assertThat(pacer.nextDueNanos()).isEqualTo(SECOND / 5);
    assertThat(pacer.over(SECOND)).isFalse();
  }
}
