package dev.pangaea.conflict.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BytesTest {
  @Property
  void areOrderedAsUnsignedBytesShorterFirst(@ForAll byte[] left, @ForAll byte[] right) {
    assertThat(Integer.signum(Bytes.copyOf(left).compareTo(Bytes.copyOf(right))))
        .isEqualTo(naiveOrder(left, right));
  }

  @Property
  void doNotChangeWithTheArrayTheyWereMadeFrom(@ForAll byte[] content) {
    byte[] original = content.clone();
    Bytes bytes = Bytes.copyOf(content);
    for (int index = 0; index < content.length; index++) {
      content[index]++;
    }
    bytes.toArray();

    assertThat(bytes.toArray()).isEqualTo(original);
    assertThat(bytes).isEqualTo(Bytes.copyOf(original)).hasSameHashCodeAs(Bytes.copyOf(original));
  }

  private static int naiveOrder(byte[] left, byte[] right) {
    for (int index = 0; index < Math.min(left.length, right.length); index++) {
      int difference = (left[index] & 0xFF) - (right[index] & 0xFF);
      if (difference != 0) {
        return Integer.signum(difference);
      }
    }
    return Integer.signum(left.length - right.length);
  }
}
