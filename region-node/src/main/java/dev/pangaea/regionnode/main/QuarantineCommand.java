package dev.pangaea.regionnode.main;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private RegionPorts regions;

  @Override
  public Integer call() {
    return regions.print(new ControlPage("/quarantine"));
  }
}
