package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.store.PartitionId;
import org.junit.jupiter.api.Test;

class AppendWavesTest {
  private static final PartitionId FIRST = new PartitionId(1, 0);
  private static final PartitionId OF_THE_SAME_WAVE = new PartitionId(1, 2);
  private static final PartitionId OF_THE_OTHER_WAVE = new PartitionId(1, 1);
  private static final long MILLI = 1_000_000;

  private final AppendWaves waves = new AppendWaves();

  @Test
  void aWaveBeginsWhenAllAppendsOfTheOneBeforeItHaveAnOutcome() {
    waves.appends(FIRST, at(0));
    waves.appends(OF_THE_SAME_WAVE, at(0));
    waves.ends(FIRST);

    assertThat(waves.open(FIRST, at(1))).isFalse();
    assertThat(waves.open(OF_THE_OTHER_WAVE, at(1))).isTrue();

    waves.ends(OF_THE_SAME_WAVE);
    assertThat(waves.open(FIRST, at(1))).isTrue();
  }

  @Test
  void aSlowPartitionHoldsTheOthersUpForABoundedTime() {
    waves.appends(FIRST, at(0));

    assertThat(waves.open(OF_THE_SAME_WAVE, at(4))).isFalse();
    assertThat(waves.open(OF_THE_SAME_WAVE, at(5))).isTrue();
  }

  @Test
  void whatComesForAWaveUnderWayCanWait() {
    waves.appends(FIRST, at(0));

    assertThat(AppendWaves.gathers(OF_THE_SAME_WAVE, waves.gathering())).isTrue();
    assertThat(AppendWaves.gathers(OF_THE_OTHER_WAVE, waves.gathering())).isFalse();

    waves.ends(FIRST);
    assertThat(AppendWaves.gathers(OF_THE_SAME_WAVE, waves.gathering())).isFalse();
  }

  @Test
  void theOthersStillGoTogetherWhileOnePartitionIsStuck() {
    waves.appends(FIRST, at(0));
    waves.appends(OF_THE_SAME_WAVE, at(5));
    waves.ends(OF_THE_SAME_WAVE);

    assertThat(waves.open(OF_THE_SAME_WAVE, at(6))).isFalse();
    assertThat(waves.open(OF_THE_SAME_WAVE, at(10))).isTrue();
  }

  private static Now at(long millis) {
    return new Now(millis, millis * MILLI);
  }
}
