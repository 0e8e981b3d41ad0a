package dev.pangaea.conflict.resolve;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What may happen in a {@link World}. */
sealed interface Step {
  record Write(int region, long wallMillis, boolean delete) implements Step {}

  record Deliver(int source, int target, int count, int again) implements Step {}

  record Copy(int source, int target) implements Step {}

  record Restart(int region) implements Step {}

  static void play(List<Step> steps, World world) {
    for (Step step : steps) {
      switch (step) {
        case Write(int region, long wallMillis, boolean delete) ->
            world.write(region, wallMillis, delete);
        case Deliver(int source, int target, int count, int again) ->
            world.deliver(source, target, count, again);
        case Copy(int source, int target) -> world.copy(source, target);
        case Restart(int region) -> world.region(region).restart();
      }
    }
  }

  /** Histories with clocks that differ and jump, duplicates, copies and restarts. */
  static Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> region = Arbitraries.integers().between(0, 4);
    Arbitrary<Long> wallMillis = Arbitraries.longs().between(0, 6);
    Arbitrary<Step> write =
        Combinators.combine(region, wallMillis, Arbitraries.of(true, false, false)).as(Write::new);
    Arbitrary<Step> deliver =
        Combinators.combine(
                region,
                region,
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 3))
            .as(Deliver::new);
    Arbitrary<Step> copy = Combinators.combine(region, region).as(Copy::new);
    Arbitrary<Step> restart = region.map(Restart::new);
    return Arbitraries.oneOf(write, write, deliver, deliver, deliver, copy, restart)
        .list()
        .ofMaxSize(40);
  }
}
