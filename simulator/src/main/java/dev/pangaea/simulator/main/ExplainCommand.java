package dev.pangaea.simulator.main;

import dev.pangaea.simulator.history.Explanation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pangaea explain}: why an item has the value that it has. */
@Command(
    name = "explain",
    description = {
      "Tells from the logs of all regions who wrote an item when, what each write had seen, how it was met elsewhere,"
          + " and why each region holds what it holds. Logs are only read.",
      "",
      "Exit status: 0 when a log mentions the item, 1 when none does, 2 when the logs cannot be read."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "JSON",
      description =
          "The item's key as in requests, such as {\"pk\":{\"S\":\"k1\"}}, its partition key first.")
  private String key;

  @Override
  public Integer call() {
    return history.read(
        (table, out) -> {
          Explanation explanation = Explanation.of(table, key);
          out.println(history.json() ? explanation.json() : explanation.text());
          return explanation.found() ? 0 : 1;
        });
  }
}
