package dev.pangaea.regionnode.main;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code hot}: which partitions and keys are asked for most. */
@Command(
    name = "hot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells of each table how many read and write units each of its partitions takes per second, by the last one to"
          + " two minutes, which partition keys stand out (by one request in 16), and how many requests were turned"
          + " away for want of capacity. Which keys take the most is known only where few keys take most: --json tells of"
          + " each by how much its figure may be too high (tooMuchAtMost).",
      "",
      "Exit status: 0, or 2 if a region does not answer."
    })
public final class HotCommand implements Callable<Integer> {
  @Mixin private RegionPorts regions;

  @Parameters(index = "0", arity = "0..1", paramLabel = "TABLE", description = "This table only.")
  private String table;

  @Option(names = "--json", description = "A line of JSON for each region.")
  private boolean json;

  @Override
  public Integer call() {
    String query =
        table == null ? "" : "?table=" + URLEncoder.encode(table, StandardCharsets.UTF_8);
    return regions.print(
        json ? ControlPage.withoutHeading("/hot.json" + query) : new ControlPage("/hot" + query));
  }
}
