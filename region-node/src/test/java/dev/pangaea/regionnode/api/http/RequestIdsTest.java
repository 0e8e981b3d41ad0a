package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  @Test
  void theSameSeedNamesRequestsTheSame() {
    assertThat(ids(7)).isEqualTo(ids(7)).doesNotContainAnyElementsOf(ids(8));
  }

  @Test
  void idsAreFiftyTwoCapitalsAndDigitsAndNeverTheSame() {
    assertThat(ids(1)).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-V]{52}"));
  }

  private static List<String> ids(long seed) {
    RequestIds ids = new RequestIds(new SplittableRandom(seed));
    return Stream.generate(ids::next).limit(1000).toList();
  }
}
