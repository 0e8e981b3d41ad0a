package dev.pangaea.simulator.main;

import dev.pangaea.simulator.lag.StatusJson;
import dev.pangaea.simulator.lag.StatusText;
import dev.pangaea.simulator.lag.Survey;
import dev.pangaea.simulator.lag.Troubles;
import dev.pangaea.simulator.lag.http.Surveyor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pangaea status}: how regions, their tables and the links between them stand. */
@Command(
    name = "status",
    description = {
      "Tells how every region stands, its tables, partitions and indexes, and the links into it, and what is wrong: a"
          + " process that does not answer, a partition that is not led, a copy that is needed, changes that are kept"
          + " aside, a table that is far behind.",
      "",
      "Exit status: 0 all well, 1 something is wrong, 2 the command is not understood."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ObservedRegions regions;

  @Option(
      names = "--staleness-max",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "A table that is further behind is wrong. Default: ${DEFAULT-VALUE}.")
  private Duration stalenessMax = Duration.ZERO;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try (Surveyor surveyor = regions.surveyor(spec.commandLine())) {
      Survey survey = surveyor.look();
      List<String> troubles = Troubles.of(survey, stalenessMax);
      spec.commandLine()
          .getOut()
          .println(
              json
                  ? StatusJson.of(survey, troubles)
                  : StatusText.of(survey, troubles, stalenessMax));
      spec.commandLine().getOut().flush();
      return troubles.isEmpty() ? 0 : 1;
    }
  }
}
