package dev.pangaea.simulator.main;

import dev.pangaea.simulator.history.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pangaea what-if}: recorded logs once more, under another conflict policy. */
@Command(
    name = "what-if",
    description = {
      "Lets the writes that logs hold meet once more under other conflict policies, and tells which would have been kept"
          + " and which lost. Logs are only read.",
      "",
      "Exit status: 0, or 2 when the logs cannot be read."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class WhatIfCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--policy",
      required = true,
      split = ",",
      paramLabel = "POLICY",
      description = "One or more of: last-writer-wins, attribute-last-writer-wins, mergeable.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "POLICY",
      defaultValue = "last-writer-wins",
      description = "What they are compared with.")
  private String against;

  @Option(
      names = "--writes",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many writes are shown that come out differently.")
  private int writes;

  @Override
  public Integer call() {
    List<String> compared = new ArrayList<>();
    compared.add(against);
    policies.stream().filter(policy -> !compared.contains(policy)).forEach(compared::add);
    return history.read(
        (table, out) -> {
          WhatIf whatIf = WhatIf.of(table, compared);
          out.println(history.json() ? whatIf.json() : whatIf.text(writes));
          return 0;
        });
  }
}
