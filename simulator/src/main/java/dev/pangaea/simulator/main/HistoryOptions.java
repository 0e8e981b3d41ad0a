package dev.pangaea.simulator.main;

import dev.pangaea.simulator.history.UnreadableException;
import dev.pangaea.simulator.history.http.RecordedRegions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose logs are read. */
final class HistoryOptions {
  private static final Map<String, URI> DEMO =
      Map.of(
          "us-east-1",
          URI.create("http://127.0.0.1:8101"),
          "eu-west-1",
          URI.create("http://127.0.0.1:8102"));

  @Option(names = "--table", required = true, paramLabel = "NAME", description = "A global table.")
  private String table;

  @Option(
      names = "--region",
      paramLabel = "NAME=URL",
      description =
          "A region and its node's control port; given for each region. Default: the demo's, us-east-1=http://127.0.0.1:8101"
              + " and eu-west-1=http://127.0.0.1:8102.")
  private Map<String, URI> regions = new LinkedHashMap<>();

  @Option(
      names = "--kafka",
      paramLabel = "NAME=HOST:PORT",
      description =
          "A region's Kafka, if it is not to be reached from here under the address that its node uses.")
  private Map<String, String> kafkas = new LinkedHashMap<>();

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  String table() {
    return table;
  }

  boolean json() {
    return json;
  }

  RecordedRegions open() throws UnreadableException {
    return RecordedRegions.of(regions.isEmpty() ? DEMO : regions, kafkas);
  }
}
