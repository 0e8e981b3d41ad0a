package dev.pangaea.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldItemsTest {
  private static final String DIGEST =
      "{\"items\":1,\"tombstones\":%d,\"seenByTombstones\":[{%s}],\"partitions\":[\"%s\"],\"indexes\":[]}\n";

  @Test
  void regionsThatHaveDroppedOtherTombstonesHoldTheSame() {
    assertThat(HeldItems.of(DIGEST.formatted(3, "\"eu-west-1\":7", "ab")))
        .isEqualTo(HeldItems.of(DIGEST.formatted(0, "", "ab")));
  }

  @Test
  void otherItemsAreNotTheSameAndNoDigestIsNone() {
    assertThat(HeldItems.of(DIGEST.formatted(0, "", "ab")))
        .isNotEqualTo(HeldItems.of(DIGEST.formatted(0, "", "cd")));
    assertThat(HeldItems.of("no such table")).isEqualTo("no such table");
  }
}
