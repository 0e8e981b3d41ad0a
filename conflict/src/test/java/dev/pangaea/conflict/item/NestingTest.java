package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestingTest {
  @Test
  void aValueMayBeWrappedThirtyOneTimes() {
    assertThat(Nesting.tooDeep(wrapped(new NullValue(), 31))).isFalse();
    assertThat(Nesting.tooDeep(wrapped(new NullValue(), 32))).isTrue();
    assertThat(Nesting.tooDeep(Item.of(Map.of("a", wrapped(new NullValue(), 32))))).isTrue();
  }

  @Test
  void emptyCollectionsCountAsFullOnesDo() {
    assertThat(Nesting.tooDeep(wrapped(new ListValue(List.of()), 30))).isFalse();
    assertThat(Nesting.tooDeep(wrapped(MapValue.of(Map.of()), 31))).isTrue();
  }

  @Test
  void theDeepestBranchDecides() {
    AttributeValue shallow = new NullValue();
    AttributeValue deep = wrapped(new NullValue(), 31);
    assertThat(Nesting.tooDeep(new ListValue(List.of(shallow, deep, shallow)))).isTrue();
  }

  private static AttributeValue wrapped(AttributeValue innermost, int times) {
    AttributeValue value = innermost;
    for (int level = 0; level < times; level++) {
      value = level % 2 == 0 ? new ListValue(List.of(value)) : MapValue.of(Map.of("m", value));
    }
    return value;
  }
}
