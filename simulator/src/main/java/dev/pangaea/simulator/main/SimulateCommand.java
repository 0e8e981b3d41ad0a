package dev.pangaea.simulator.main;

import dev.pangaea.simulator.run.RunReport;
import dev.pangaea.simulator.run.Seeds;
import dev.pangaea.simulator.run.Shrinker;
import dev.pangaea.simulator.run.WorldRun;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.Scenario;
import dev.pangaea.simulator.world.ScenarioDraw;
import dev.pangaea.simulator.world.Trace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code pangaea simulate}: worlds of regions on a virtual clock, each drawn from a seed, and
 * judged.
 */
@Command(
    name = "simulate",
    description = {
      "Runs worlds of regions in one thread on a virtual clock: the real leaders, logs' chain, conflict rules and"
          + " replication, with whatever a seed draws of operations and faults. Each world is judged by what Pangaea"
          + " promises. The same seed is the same world, to the last step.",
      "",
      "Exit status: 0 when every promise was kept, 1 when one was broken."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
  /** Below PANGAEA_LOG; faults are what these worlds are made of, and each would be a warning. */
  private static final String LOG_LEVEL = "pangaea.log.usual";

  private static final int SHRINK_RUNS_MAX = 1_000;
  private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();

  @Spec private CommandSpec spec;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The first seed.")
  private long seed;

  @Option(
      names = "--count",
      paramLabel = "M",
      defaultValue = "1",
      description = "How many seeds are run, one after the other.")
  private long count;

  @Option(names = "--trace", description = "Prints all that happens, a line each.")
  private boolean trace;

  @Option(
      names = "--shrink",
      description = {
        "Takes from each seed that breaks a promise what the breach does without, and prints what is left and all"
            + " that then happens."
      })
  private boolean shrink;

  private final Parts parts;
  private long toldNanos = System.nanoTime();
  private long ran;

  SimulateCommand() {
    this(Parts.REAL);
  }

  SimulateCommand(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count is at least 1");
    }
    System.setProperty(LOG_LEVEL, "OFF");
    PrintWriter out = spec.commandLine().getOut();
    Trace lines =
        trace ? (nanos, line) -> out.println(RunReport.traced(nanos, line.get())) : Trace.NONE;
    long began = System.nanoTime();
    Seeds.Total total = new Seeds(seed, count).run(parts, lines, this::tell);
    out.println(RunReport.total(total, Duration.ofNanos(System.nanoTime() - began)));
    out.flush();
    return total.broken() == 0 ? 0 : 1;
  }

  private void shrink(long broken) {
    PrintWriter out = spec.commandLine().getOut();
    Scenario whole = ScenarioDraw.of(broken);
    Shrinker.shrink(whole, parts, SHRINK_RUNS_MAX)
        .ifPresent(
            left -> {
              out.printf(
                  "  of %d happenings, %d are enough for it:%n",
                  whole.happenings().size(), left.happenings().size());
              left.happenings().forEach(each -> out.printf("    %s%n", each));
              WorldRun.of(
                  left, parts, (nanos, line) -> out.println(RunReport.traced(nanos, line.get())));
            });
  }

  private void tell(Seeds.Ran one) {
    PrintWriter out = spec.commandLine().getOut();
    ran++;
    if (!one.keptEveryPromise()) {
      out.println(RunReport.broken(one));
      if (shrink) {
        shrink(one.seed());
      }
    }
    long now = System.nanoTime();
    if (!trace && now - toldNanos >= PROGRESS_NANOS) {
      toldNanos = now;
      out.printf("%d of %d seeds%n", ran, count);
    }
    out.flush();
  }
}
