package dev.pangaea.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.fault.LinkFault.Flapping;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FlappingTest {
  private static final long NANOS_PER_MILLI = 1_000_000;

  @Property
  void changesExactlyWhenItSays(
      @ForAll @LongRange(min = 1, max = 1000) long up,
      @ForAll @LongRange(min = 1, max = 1000) long down,
      @ForAll @LongRange(min = 0, max = 1L << 40) long elapsed) {
    Flapping flapping = new Flapping(Cut.BOTH, up, down);
    long change = elapsed + flapping.untilChangeNanos(elapsed);
    assertThat(change).isGreaterThan(elapsed);
    assertThat(flapping.cutAt(change)).isNotEqualTo(flapping.cutAt(elapsed));
    assertThat(flapping.cutAt(change - 1)).isEqualTo(flapping.cutAt(elapsed));
  }

  @Test
  void beginsCut() {
    Flapping flapping = new Flapping(Cut.UPSTREAM, 20, 10);
    assertThat(flapping.cutAt(0)).isEqualTo(Cut.UPSTREAM);
    assertThat(flapping.cutAt(10 * NANOS_PER_MILLI)).isEqualTo(Cut.NONE);
    assertThat(flapping.cutAt(30 * NANOS_PER_MILLI)).isEqualTo(Cut.UPSTREAM);
  }

  @Test
  void needsTimeBothUpAndDown() {
    assertThatThrownBy(() -> new Flapping(Cut.BOTH, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Flapping(Cut.NONE, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
