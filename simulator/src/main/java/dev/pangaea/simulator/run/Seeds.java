package dev.pangaea.simulator.run;

import dev.pangaea.simulator.world.Outcome;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.ScenarioDraw;
import dev.pangaea.simulator.world.Trace;
import java.util.function.Consumer;

/** The worlds of seeds in a row. */
public record Seeds(long first, long count) {
  public Seeds {
    if (count < 1) {
      throw new IllegalArgumentException("at least one seed is run");
    }
  }

  /** One seed's world. */
  public record Ran(long seed, Outcome outcome) {
    public boolean keptEveryPromise() {
      return outcome.violations().isEmpty();
    }

    /** What runs it again, and tells all. */
    public String command() {
      return "./pangaea simulate --seed %d --trace".formatted(seed);
    }
  }

  /** How many were run, how many of them broke a promise, and all that happened. */
  public record Total(long ran, long broken, Outcome.Figures figures) {
    static final Total NONE = new Total(0, 0, Outcome.Figures.NONE);

    Total plus(Ran more) {
      return new Total(
          ran + 1,
          broken + (more.keptEveryPromise() ? 0 : 1),
          figures.plus(more.outcome().figures()));
    }
  }

  /**
   * Runs one after the other.
   *
   * @param each told of every seed when it has run
   */
  public Total run(Parts parts, Trace trace, Consumer<Ran> each) {
    Total total = Total.NONE;
    for (long seed = first; seed < first + count; seed++) {
      Ran ran = new Ran(seed, WorldRun.of(ScenarioDraw.of(seed), parts, trace));
      total = total.plus(ran);
      each.accept(ran);
    }
    return total;
  }
}
