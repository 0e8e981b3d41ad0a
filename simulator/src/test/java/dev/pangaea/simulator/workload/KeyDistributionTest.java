package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyDistributionTest {
  @Test
  void uniformKeysComeEquallyOften() {
    KeySequence keys = new KeyDistribution.Uniform().sequence(10, 0, 1, new SplittableRandom(1));
    int[] drawn = new int[10];
    for (int i = 0; i < 100_000; i++) {
      drawn[(int) keys.next()]++;
    }
    for (int count : drawn) {
      assertThat(count / 100_000.0).isCloseTo(0.1, within(0.006));
    }
  }

  @Property(tries = 100)
  void sequentialWorkersTogetherWalkThroughAllKeysOnce(
      @ForAll @IntRange(min = 1, max = 200) int keyCount,
      @ForAll @IntRange(min = 1, max = 8) int workers) {
    List<Long> walked = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      KeySequence keys =
          new KeyDistribution.Sequential()
              .sequence(keyCount, worker, workers, new SplittableRandom(1));
      for (int i = worker; i < keyCount; i += workers) {
        walked.add(keys.next());
      }
    }
    assertThat(walked)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, keyCount).boxed().toList());
  }

  @Test
  void sequentialKeysBeginAgainAfterTheLast() {
    KeySequence keys = new KeyDistribution.Sequential().sequence(3, 0, 1, new SplittableRandom(1));
    assertThat(LongStream.generate(keys::next).limit(7))
        .containsExactly(0L, 1L, 2L, 0L, 1L, 2L, 0L);
  }

  @Test
  void aZipfianExponentIsPositive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyDistribution.Zipfian(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyDistribution.Zipfian(Double.NaN));
  }
}
