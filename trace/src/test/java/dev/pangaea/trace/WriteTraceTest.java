package dev.pangaea.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WriteTraceTest {
  private static WriteTrace trace(String key, int counter, String region) {
    return WriteTrace.of(
        EncodedKey.of(PrimaryKey.of(new StringValue(key))),
        new Version(HybridTime.of(1_700_000_000_000L, counter), new RegionName(region)));
  }

  @Test
  void isTheSameWhereverItIsAskedFor() {
    assertThat(trace("cart-7", 3, "us-east-1")).isEqualTo(trace("cart-7", 3, "us-east-1"));
    assertThat(trace("cart-7", 3, "us-east-1").spanId(Step.LINK, "eu-west-1"))
        .isEqualTo(trace("cart-7", 3, "us-east-1").spanId(Step.LINK, "eu-west-1"));
  }

  @Test
  void isAnotherForEveryOtherWrite() {
    assertThat(
            Set.of(
                trace("cart-7", 3, "us-east-1").id(),
                trace("cart-8", 3, "us-east-1").id(),
                trace("cart-7", 4, "us-east-1").id(),
                trace("cart-7", 3, "eu-west-1").id()))
        .hasSize(4);
  }

  @Test
  void namesAreAsTheyAreWrittenElsewhere() {
    WriteTrace trace = trace("cart-7", 3, "us-east-1");
    Set<String> spans = new HashSet<>();
    for (Step step : Step.values()) {
      spans.add(trace.spanId(step, "us-east-1"));
      spans.add(trace.spanId(step, "eu-west-1"));
    }

    assertThat(trace.id()).matches("[0-9a-f]{32}");
    assertThat(spans).hasSize(10).allMatch(span -> span.matches("[0-9a-f]{16}"));
  }

  @Property
  void whatIsAmongAShareIsAmongEveryLargerOne(
      @ForAll @IntRange(max = 60_000) int counter,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    WriteTrace trace = trace("cart", counter, "us-east-1");

    assertThat(trace.isAmong(0)).isFalse();
    assertThat(trace.isAmong(1)).isTrue();
    if (trace.isAmong(Math.min(one, other))) {
      assertThat(trace.isAmong(Math.max(one, other))).isTrue();
    }
  }

  @Test
  void aShareIsAboutAsLargeAsItSays() {
    long told =
        IntStream.range(0, 20_000)
            .filter(counter -> trace("cart", counter, "us-east-1").isAmong(0.1))
            .count();

    assertThat(told).isBetween(1_800L, 2_200L);
  }
}
