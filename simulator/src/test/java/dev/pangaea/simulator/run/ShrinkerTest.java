package dev.pangaea.simulator.run;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.simulator.world.Happening;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.Scenario;
import dev.pangaea.simulator.world.ScenarioDraw;
import dev.pangaea.simulator.world.Trace;
import dev.pangaea.simulator.world.World;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final int RUNS_MAX = 400;

  /** Turns every strongly consistent read away. */
  private static final class Unreadable implements Parts {
    @Override
    public boolean readable(Leaders leaders, PartitionId partition) {
      return false;
    }
  }

  @Test
  void leavesOnlyWhatTheBreachNeeds() {
    Scenario scenario = scenarioWithoutTrouble();
    Scenario shrunken = Shrinker.shrink(scenario, new Unreadable(), RUNS_MAX).orElseThrow();
    assertThat(shrunken.happenings())
        .singleElement()
        .isInstanceOfSatisfying(
            Happening.Ask.class, ask -> assertThat(ask.kind()).isEqualTo(Happening.Kind.READ));
    assertThat(World.run(shrunken, new Unreadable(), Trace.NONE).violations()).hasSize(1);
  }

  @Test
  void leavesOnlyWhatTheSameExceptionNeeds() {
    Parts throwing =
        new Parts() {
          @Override
          public boolean readable(Leaders leaders, PartitionId partition) {
            throw new IllegalStateException("no answer");
          }
        };
    assertThat(Shrinker.shrink(scenarioWithoutTrouble(), throwing, RUNS_MAX).orElseThrow())
        .extracting(Scenario::happenings, as(InstanceOfAssertFactories.LIST))
        .singleElement()
        .isInstanceOf(Happening.Ask.class);
  }

  @Test
  void keepsToItsNumberOfRuns() {
    Scenario scenario = scenarioWithoutTrouble();
    Scenario shrunken = Shrinker.shrink(scenario, new Unreadable(), 2).orElseThrow();
    assertThat(shrunken.happenings().size())
        .isBetween(scenario.happenings().size() / 4, scenario.happenings().size());
  }

  @Test
  void aScenarioThatKeepsEveryPromiseCannotBeShrunken() {
    assertThat(Shrinker.shrink(ScenarioDraw.of(1), Parts.REAL, RUNS_MAX)).isEmpty();
  }

  /** A seed that draws neither trouble nor much else, so that reads are all that can be refused. */
  private static Scenario scenarioWithoutTrouble() {
    Scenario drawn = ScenarioDraw.of(4);
    return drawn.with(
        drawn.happenings().stream()
            .filter(each -> each instanceof Happening.Ask || each instanceof Happening.Cut)
            .toList());
  }
}
