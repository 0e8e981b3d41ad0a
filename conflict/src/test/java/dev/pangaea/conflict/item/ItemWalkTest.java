package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ItemWalkTest {
  @Property
  void countsWhatTheItemItselfCounts(@ForAll("items") Item item) {
    assertThat(ItemSize.of(EncodedItem.of(item))).isEqualTo(ItemSize.of(item));
  }

  @Test
  void refusesBytesThatAreNoItem() {
    for (Bytes bytes :
        new Bytes[] {Bytes.EMPTY, Bytes.copyOf((byte) 1), Bytes.copyOf((byte) 0, (byte) 0)}) {
      assertThatThrownBy(() -> ItemSize.of(new EncodedItem(bytes)))
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @Provide
  Arbitrary<Item> items() {
    return AnyItem.item();
  }
}
