package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationMixTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void readsComeInTheirShare(double share) {
    OperationMix mix = new OperationMix(OperationShares.ofReads(share), new SplittableRandom(3));
    long reads = Stream.generate(mix::next).limit(50_000).filter(Operation.GET::equals).count();
    assertThat(reads / 50_000.0).isCloseTo(share, within(share == 0 || share == 1 ? 0 : 0.01));
  }

  @Test
  void everyOperationComesInItsShareOfTheWeights() {
    OperationShares shares =
        new OperationShares(
            Map.of(
                Operation.PUT, 5.0,
                Operation.GET, 3.0,
                Operation.UPDATE, 1.5,
                Operation.QUERY, 0.5));
    OperationMix mix = new OperationMix(shares, new SplittableRandom(3));
    Map<Operation, Long> drawn =
        Stream.generate(mix::next)
            .limit(50_000)
            .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    for (Operation operation : Operation.values()) {
      assertThat(drawn.get(operation) / 50_000.0).isCloseTo(shares.share(operation), within(0.01));
    }
    assertThat(shares.text()).isEqualTo("get 30 %, put 50 %, update 15 %, query 5 %");
  }

  @Test
  void anOperationWithoutAShareIsNotInTheMix() {
    OperationShares shares = new OperationShares(Map.of(Operation.PUT, 0.0, Operation.QUERY, 2.0));
    assertThat(shares.share(Operation.QUERY)).isEqualTo(1);
    assertThat(shares.operations()).containsExactly(Operation.QUERY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesThatCannotBeMeantAreRefused(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OperationShares(Map.of(Operation.PUT, weight)));
  }
}
