package dev.pangaea.simulator.run;

import dev.pangaea.simulator.world.Happening;
import dev.pangaea.simulator.world.Outcome;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.Scenario;
import dev.pangaea.simulator.world.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes from a scenario that breaks a promise what is not needed for it: runs it without this part
 * and that, large ones first, and leaves out for good what the breach does without. (After Zeller
 * and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.)
 */
public final class Shrinker {
  private final Scenario scenario;
  private final Parts parts;
  private final String promise;
  private List<Happening> left;
  private int runsLeft;

  private Shrinker(Scenario scenario, Parts parts, String promise, int runsMax) {
    this.scenario = scenario;
    this.parts = parts;
    this.promise = promise;
    this.left = scenario.happenings();
    this.runsLeft = runsMax;
  }

  /**
   * The same world with as little happening as still breaks the promise that it breaks first; empty
   * if it breaks none.
   *
   * @param runsMax so many worlds are run for it at most
   */
  public static Optional<Scenario> shrink(Scenario scenario, Parts parts, int runsMax) {
    Outcome outcome = WorldRun.of(scenario, parts, Trace.NONE);
    return outcome.violations().stream()
        .findFirst()
        .map(first -> new Shrinker(scenario, parts, first.promise(), runsMax).shrink());
  }

  private Scenario shrink() {
    int size = Math.max(1, left.size() / 2);
    boolean smaller = true;
    while (runsLeft > 0 && (size > 1 || smaller)) {
      size = smaller ? size : Math.max(1, size / 2);
      smaller = leaveOut(Math.min(size, Math.max(1, left.size())));
    }
    return scenario.with(left);
  }

  /**
   * Tries to do without each run of so many, the last one first; whether it could for one of them.
   */
  private boolean leaveOut(int size) {
    boolean smaller = false;
    for (int from = left.size() - size; from > -size && runsLeft > 0; from -= size) {
      List<Happening> fewer = new ArrayList<>(left.subList(0, Math.max(0, from)));
      fewer.addAll(left.subList(from + size, left.size()));
      if (fewer.size() < left.size() && breaks(fewer)) {
        left = List.copyOf(fewer);
        smaller = true;
      }
    }
    return smaller;
  }

  private boolean breaks(List<Happening> some) {
    runsLeft--;
    return WorldRun.of(scenario.with(some), parts, Trace.NONE).violations().stream()
        .anyMatch(violation -> violation.promise().equals(promise));
  }
}
