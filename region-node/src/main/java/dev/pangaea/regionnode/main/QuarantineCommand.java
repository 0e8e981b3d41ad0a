package dev.pangaea.regionnode.main;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code quarantine}: which changes of other regions a region keeps aside. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists changes of other regions that a region keeps aside: since their versions are too far ahead of its clock,"
          + " or since they do not fit its table. They are tried again every few seconds, and hold up no others.",
      "",
      "Exit status: 0, or 2 if a region does not answer."
    })
public final class QuarantineCommand implements Callable<Integer> {
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
    return new ControlPage("/quarantine").print(regions, spec.commandLine());
  }
}
