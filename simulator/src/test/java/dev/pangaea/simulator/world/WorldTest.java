package dev.pangaea.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class WorldTest {
  private static final int SEEDS = 200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameSeedIsTheSameWorldToTheLastStep(long seed) {
    List<String> once = traced(seed);
    assertThat(once).hasSizeGreaterThan(100);
    assertThat(traced(seed)).isEqualTo(once);
  }

  @Test
  void anotherSeedIsAnotherWorld() {
    assertThat(traced(2)).isNotEqualTo(traced(1));
  }

  /** A scenario that never draws something does not test it. */
  @Test
  void seedsDrawEverythingThatCanHappen() {
    Set<String> drawn = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = ScenarioDraw.of(seed);
      drawn.add(scenario.regions() + " regions");
      for (Happening each : scenario.happenings()) {
        if (each instanceof Happening.Transact transact) {
          transact.parts().forEach(part -> drawn.add(part.kind().toString()));
        }
        drawn.add(
            switch (each) {
              case Happening.Ask ask -> ask.kind().toString();
              case Happening.Deliveries deliveries -> deliveries.fate() + " delivery";
              case Happening.Appends appends -> appends.fate() + " append";
              case Happening other -> other.getClass().getSimpleName();
            });
      }
    }
    Set<String> all = new TreeSet<>();
    for (Happening.Kind kind : Happening.Kind.values()) {
      all.add(kind.toString());
    }
    for (DeliveryFate fate : DeliveryFate.values()) {
      all.add(fate + " delivery");
    }
    for (AppendFate fate : AppendFate.values()) {
      all.add(fate + " append");
    }
    for (Class<?> kind : kinds(Happening.class)) {
      all.add(kind.getSimpleName());
    }
    all.removeAll(Set.of("Ask", "Deliveries", "Appends"));
    all.addAll(List.of("2 regions", "3 regions", "4 regions", "5 regions"));
    assertThat(drawn).isEqualTo(all);
  }

  @Test
  void aScenarioWithoutSomeOfItIsTheSameButForThat() {
    Scenario scenario = ScenarioDraw.of(3);
    List<Happening> half = scenario.happenings().subList(0, scenario.happenings().size() / 2);
    Outcome outcome = World.run(scenario.with(half), Parts.REAL, Trace.NONE);
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.figures().operations())
        .isEqualTo(half.stream().mapToInt(WorldTest::operations).sum());
  }

  private static List<Class<?>> kinds(Class<?> sealed) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      kinds.addAll(each.isSealed() ? kinds(each) : List.of(each));
    }
    return kinds;
  }

  private static int operations(Happening happening) {
    return switch (happening) {
      case Happening.Ask ask -> 1;
      case Happening.Transact transact -> transact.parts().size();
      case Happening.ReadTogether read -> read.keys().size();
      case Happening fault -> 0;
    };
  }

  private static List<String> traced(long seed) {
    List<String> lines = new ArrayList<>();
    World.run(
        ScenarioDraw.of(seed), Parts.REAL, (nanos, line) -> lines.add(nanos + " " + line.get()));
    return lines;
  }
}
