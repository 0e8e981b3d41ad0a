package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfianSequenceTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.99, 1, 1.01, 1.5, 3})
  void ranksComeInProportionToTheirPower(double exponent) {
    int keys = 50;
    ZipfianSequence sequence = new ZipfianSequence(keys, exponent, new SplittableRandom(7));
    int[] drawn = new int[keys];
    for (int i = 0; i < DRAWS; i++) {
      drawn[(int) sequence.next()]++;
    }
    double sum = 0;
    for (int rank = 1; rank <= keys; rank++) {
      sum += Math.pow(rank, -exponent);
    }
    for (int rank = 1; rank <= keys; rank++) {
      double expected = Math.pow(rank, -exponent) / sum;
      double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
      assertThat((double) drawn[rank - 1] / DRAWS).isCloseTo(expected, within(5 * deviation));
    }
  }

  @Property(tries = 200)
  void everyIndexIsOfAKey(
      @ForAll @LongRange(min = 1, max = 100_000_000_000L) long keys,
      @ForAll @DoubleRange(min = 0.01, max = 10) double exponent,
      @ForAll long seed) {
    ZipfianSequence sequence = new ZipfianSequence(keys, exponent, new SplittableRandom(seed));
    for (int i = 0; i < 100; i++) {
      assertThat(sequence.next()).isBetween(0L, keys - 1);
    }
  }

  @Property(tries = 20)
  void aSeedGivesTheSameKeysAgain(@ForAll long seed) {
    ZipfianSequence one = new ZipfianSequence(1000, 0.99, new SplittableRandom(seed));
    ZipfianSequence other = new ZipfianSequence(1000, 0.99, new SplittableRandom(seed));
    for (int i = 0; i < 100; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }
}
