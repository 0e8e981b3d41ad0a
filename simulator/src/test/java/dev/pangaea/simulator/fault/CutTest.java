package dev.pangaea.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CutTest {
  @Property
  void plusIsAUnion(@ForAll Cut one, @ForAll Cut other, @ForAll Cut third) {
    assertThat(one.plus(other)).isEqualTo(other.plus(one));
    assertThat(one.plus(other).plus(third)).isEqualTo(one.plus(other.plus(third)));
    assertThat(one.plus(one)).isEqualTo(one);
    assertThat(one.plus(Cut.NONE)).isEqualTo(one);
  }

  @Property
  void minusLeavesNothingOfWhatWasTaken(@ForAll Cut one, @ForAll Cut other) {
    for (Direction direction : Direction.values()) {
      assertThat(one.minus(other).covers(direction))
          .isEqualTo(one.covers(direction) && !other.covers(direction));
    }
  }

  @Property
  void wordsAreReadBack(@ForAll Cut cut) {
    assertThat(Cut.parse(cut.word())).contains(cut);
  }

  @Test
  void unknownWordsAreNoCut() {
    assertThat(Cut.parse("sideways")).isEmpty();
    assertThat(Direction.parse("both")).isEmpty();
  }
}
