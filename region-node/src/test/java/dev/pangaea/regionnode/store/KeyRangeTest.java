package dev.pangaea.regionnode.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
  @Test
  void aPrefixOfOnlyTheLastBytesHasNoEnd() {
    assertThat(KeyRange.behind(bytes(0xFF, 0xFF))).isEmpty();
    assertThat(KeyRange.behind(bytes(1, 0xFF))).contains(bytes(2));
    assertThat(KeyRange.behind(bytes(1, 2))).contains(bytes(1, 3));
    assertThat(KeyRange.beginningWith(Bytes.EMPTY)).isEqualTo(KeyRange.ALL);
  }

  @Property
  void aPrefixHoldsJustWhatBeginsSo(
      @ForAll @Size(max = 2) byte[] prefix, @ForAll @Size(max = 4) byte[] position) {
    boolean begins =
        position.length >= prefix.length
            && Arrays.equals(prefix, 0, prefix.length, position, 0, prefix.length);
    assertThat(KeyRange.beginningWith(Bytes.copyOf(prefix)).contains(Bytes.copyOf(position)))
        .isEqualTo(begins);
  }

  @Property
  void bothIsWhatEachHolds(
      @ForAll @IntRange(max = 6) int from,
      @ForAll @IntRange(max = 6) int to,
      @ForAll @IntRange(max = 6) int otherFrom,
      @ForAll @IntRange(max = 6) int otherTo,
      @ForAll @IntRange(max = 6) int position) {
    KeyRange one = to == 0 ? KeyRange.ALL : KeyRange.of(bytes(from), bytes(to));
    KeyRange other = otherTo == 0 ? KeyRange.ALL : KeyRange.of(bytes(otherFrom), bytes(otherTo));
    assertThat(one.and(other).contains(bytes(position)))
        .isEqualTo(one.contains(bytes(position)) && other.contains(bytes(position)));
  }

  @Property
  void beyondIsAllButWhatWasPassed(
      @ForAll @Size(max = 2) byte[] at,
      @ForAll @Size(max = 3) byte[] position,
      @ForAll boolean forward) {
    int order = Bytes.copyOf(position).compareTo(Bytes.copyOf(at));
    assertThat(KeyRange.ALL.beyond(Bytes.copyOf(at), forward).contains(Bytes.copyOf(position)))
        .isEqualTo(forward ? order > 0 : order < 0);
  }

  private static Bytes bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    return Bytes.owning(bytes);
  }
}
