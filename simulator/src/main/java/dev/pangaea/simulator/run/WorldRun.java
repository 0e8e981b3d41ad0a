package dev.pangaea.simulator.run;

import dev.pangaea.simulator.check.Violation;
import dev.pangaea.simulator.world.Outcome;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.Scenario;
import dev.pangaea.simulator.world.Trace;
import dev.pangaea.simulator.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * Runs one world, whatever happens in it: an exception that nothing in it catches is a broken
 * promise of its seed like any other, and no end of the seeds after it.
 */
public final class WorldRun {
  private WorldRun() {}

  public static Outcome of(Scenario scenario, Parts parts, Trace trace) {
    try {
      return World.run(scenario, parts, trace);
    } catch (RuntimeException failure) {
      return new Outcome(List.of(violation(failure)), Outcome.Figures.NONE);
    }
  }

  /** Another kind of exception is another promise, so that shrinking stays with the one it met. */
  private static Violation violation(RuntimeException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return new Violation(
        "nothing throws " + failure.getClass().getSimpleName(), trace.toString().strip());
  }
}
