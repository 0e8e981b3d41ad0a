package dev.pangaea.regionnode.main;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code tombstones}: how many deletions regions remember, and whom they wait for. */
@Command(
    name = "tombstones",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells of each table how many tombstones of deleted items there are, when the oldest was deleted, and which"
          + " regions have not said yet that they have the deletions: a tombstone is dropped once all have.",
      "",
      "Exit status: 0, or 2 if a region does not answer."
    })
public final class TombstonesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "NAME=URL",
      description =
          "A region and its node's control port, such as us-east-1=http://127.0.0.1:8101.")
  private Map<String, URI> regions = new LinkedHashMap<>();

  @Override
  public Integer call() {
    return new ControlPage("/tombstones").print(regions, spec.commandLine());
  }
}
