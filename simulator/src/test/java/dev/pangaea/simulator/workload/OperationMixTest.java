package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationMixTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void readsComeInTheirShare(double share) {
    OperationMix mix = new OperationMix(share, new SplittableRandom(3));
    long reads = Stream.generate(mix::next).limit(50_000).filter(Operation.READ::equals).count();
    assertThat(reads / 50_000.0).isCloseTo(share, within(share == 0 || share == 1 ? 0 : 0.01));
  }
}
