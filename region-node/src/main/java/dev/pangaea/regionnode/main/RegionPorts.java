package dev.pangaea.regionnode.main;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The regions of which a command shows a page. */
final class RegionPorts {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "NAME=URL",
      description =
          "A region and its node's control port, such as us-east-1=http://127.0.0.1:8101.")
  private Map<String, URI> regions = new LinkedHashMap<>();

  int print(ControlPage page) {
    return page.print(regions, spec.commandLine());
  }
}
