package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
  private final LatencyRecorder recorder = new LatencyRecorder();

  @Test
  void percentilesAreExactToAThousandth() {
    for (int i = 1; i <= 10_000; i++) {
      recorder.record(i * 10_000L);
    }
    Latency latency = recorder.latency();
    assertThat(latency.p50()).isCloseTo(50, within(0.06));
    assertThat(latency.p90()).isCloseTo(90, within(0.1));
    assertThat(latency.p99()).isCloseTo(99, within(0.11));
    assertThat(latency.p999()).isCloseTo(99.9, within(0.11));
    assertThat(latency.max()).isCloseTo(100, within(0.11));
    assertThat(latency.mean()).isCloseTo(50, within(0.1));
  }

  @Test
  void impossibleDurationsCountAtTheBounds() {
    recorder.record(-5);
    recorder.record(Duration.ofDays(3).toNanos());
    assertThat(recorder.latency().count()).isEqualTo(2);
    assertThat(recorder.latency().max()).isCloseTo(3_600_000, within(4_000.0));
  }

  @Test
  void nothingRecordedIsAllZero() {
    assertThat(recorder.latency()).isEqualTo(Latency.NONE);
  }
}
