package dev.pangaea.regionnode.main;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The regions of which a command shows a page. */
final class RegionPorts {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--region",
      paramLabel = "NAME=URL",
      description =
          "A region and its node's control port; once for each region. Default: the demo's,"
              + " us-east-1=http://127.0.0.1:8101 and eu-west-1=http://127.0.0.1:8102.")
  private Map<String, URI> regions = new LinkedHashMap<>();

  int print(ControlPage page) {
    return page.print(addresses(), spec.commandLine());
  }

  /** In the order to be shown. Refuses what is no address, or one that would take TLS. */
  Map<String, URI> addresses() {
    regions.forEach(
        (region, address) -> {
          if (!"http".equals(address.getScheme()) || address.getHost() == null) {
            throw new ParameterException(
                spec.commandLine(),
                "%s=%s: an address is http://HOST:PORT".formatted(region, address));
          }
        });
    return regions.isEmpty() ? demo() : regions;
  }

  private static Map<String, URI> demo() {
    Map<String, URI> demo = new LinkedHashMap<>();
    demo.put("us-east-1", URI.create("http://127.0.0.1:8101"));
    demo.put("eu-west-1", URI.create("http://127.0.0.1:8102"));
    return demo;
  }
}
