package dev.pangaea.simulator.main;

import dev.pangaea.simulator.lag.http.Surveyor;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whose nodes and replicators are asked how they stand. */
final class ObservedRegions {
  @Option(
      names = "--region",
      paramLabel = "NAME=URL",
      description =
          "A region and its node's control port; once for each region. Default: the demo's,"
              + " us-east-1=http://127.0.0.1:8101 and eu-west-1=http://127.0.0.1:8102.")
  private Map<String, URI> regions = new LinkedHashMap<>();

  @Option(
      names = "--replicator",
      paramLabel = "NAME=URL",
      description =
          "A region and its replicator's HTTP port; once for each region. Default: the demo's,"
              + " us-east-1=http://127.0.0.1:8201 and eu-west-1=http://127.0.0.1:8202, unless --region is given.")
  private Map<String, URI> replicators = new LinkedHashMap<>();

  /** Refuses addresses that cannot be asked. */
  Surveyor surveyor(CommandLine command) {
    for (Map<String, URI> each : List.of(regions, replicators)) {
      each.forEach((region, address) -> check(command, region, address));
    }
    boolean demo = regions.isEmpty() && replicators.isEmpty();
    return new Surveyor(
        demo ? demo(8101, 8102) : regions,
        demo ? demo(8201, 8202) : replicators,
        InstantSource.system());
  }

  /** Refuses what is no address, or one that would take TLS. */
  static void check(CommandLine command, String region, URI address) {
    if (!"http".equals(address.getScheme()) || address.getHost() == null) {
      throw new ParameterException(
          command, "%s=%s: an address is http://HOST:PORT".formatted(region, address));
    }
  }

  private static Map<String, URI> demo(int us, int eu) {
    Map<String, URI> regions = new LinkedHashMap<>();
    regions.put("us-east-1", URI.create("http://127.0.0.1:" + us));
    regions.put("eu-west-1", URI.create("http://127.0.0.1:" + eu));
    return regions;
  }
}
