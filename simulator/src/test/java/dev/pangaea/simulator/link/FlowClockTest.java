package dev.pangaea.simulator.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.fault.Segment;
import org.junit.jupiter.api.Test;

class FlowClockTest {
  private long loopNanos = 100;
  private final FlowClock clock = new FlowClock(() -> loopNanos);

  @Test
  void standsStillWhileStoppedAndGoesOnFromThere() {
    assertThat(clock.nanos()).isEqualTo(100);
    clock.stop();
    loopNanos = 150;
    clock.stop();
    assertThat(clock.nanos()).isEqualTo(100);
    clock.go();
    assertThat(clock.nanos()).isEqualTo(100);
    loopNanos = 160;
    clock.go();
    assertThat(clock.nanos()).isEqualTo(110);
  }

  @Test
  void tellsInstantsByTheLoopsClock() {
    clock.stop();
    loopNanos = 150;
    clock.go();
    assertThat(clock.byLoop(110)).isEqualTo(160);
    assertThat(clock.byLoop(Segment.NEVER)).isEqualTo(Segment.NEVER);
  }
}
