package dev.pangaea.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.check.Violation;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nodes that do not notice that their log has lost its end are found out by that, and no other. */
@Execution(ExecutionMode.CONCURRENT)
class LostEndTest {
  private static final int SEEDS = 20;

  @Test
  void whoeverGoesOnToLeadIsFoundOut() {
    assertThat(broken(LossMutants.Undaunted::new))
        .isNotEmpty()
        .allMatch(violation -> violation.promise().equals(LostEnd.PROMISE))
        .anyMatch(violation -> violation.what().contains("phase=LEADING"));
  }

  @Test
  void whoeverAppendsBeforeItStopsIsFoundOut() {
    assertThat(broken(LossMutants.Hesitant::new))
        .isNotEmpty()
        .allMatch(violation -> violation.promise().equals(LostEnd.PROMISE))
        .allMatch(violation -> violation.what().contains("phase=STOPPED"));
  }

  private static List<Violation> broken(Supplier<Parts> mutant) {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(ScenarioDraw::of)
        .filter(LostEnd::isIn)
        .flatMap(scenario -> World.run(scenario, mutant.get(), Trace.NONE).violations().stream())
        .toList();
  }
}
