package dev.pangaea.simulator.main;

import dev.pangaea.simulator.workload.BenchPlan.AgainstPlan;
import dev.pangaea.simulator.workload.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options of {@code pangaea bench} that compare one table with another. */
final class AgainstOptions {
  private static final int TURNS = 6;
  private static final Duration TURN = Duration.ofSeconds(5);

  @Option(
      names = "--against",
      paramLabel = "TABLE",
      description =
          "After the measurement, each operation of the load goes to this table and to the first one"
              + " in turn, by itself; the report has both, and what each costs the server.")
  private Optional<String> against;

  @Option(
      names = "--against-tag",
      paramLabel = "KEY=VALUE",
      showDefaultValue = Visibility.NEVER,
      description = "A tag of that table, by which it differs.")
  private final TreeMap<String, String> tags = new TreeMap<>();

  @Option(
      names = "--turn-rate",
      paramLabel = "N",
      description = "In turn, N requests per second. Without it, closed loop, as without --rate.")
  private Optional<Long> rate;

  @Option(
      names = "--turns",
      paramLabel = "N",
      description =
          "Turns of each of the two tables that count, after one of each that does not: 6, if nothing is said.")
  private Optional<Integer> turns;

  @Option(
      names = "--turn",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long one turn is: 5 s, if nothing is said.")
  private Optional<Duration> turn;

  Optional<AgainstPlan> plan() {
    boolean asked = !tags.isEmpty() || rate.isPresent() || turns.isPresent() || turn.isPresent();
    if (against.isEmpty() && asked) {
      throw new IllegalArgumentException("Tags and turns are of the table that --against names.");
    }
    Pace pace = rate.<Pace>map(Pace.Open::new).orElseGet(Pace.Closed::new);
    return against.map(
        table -> new AgainstPlan(table, tags, pace, turns.orElse(TURNS), turn.orElse(TURN)));
  }
}
