package dev.pangaea.simulator.main;

import dev.pangaea.regionnode.log.kafka.PropertiesFile;
import dev.pangaea.simulator.history.RecordedTable;
import dev.pangaea.simulator.history.UnreadableException;
import dev.pangaea.simulator.history.http.RecordedRegions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose logs are read. */
final class HistoryOptions {
  private static final String LOG_LEVEL = "pangaea.log.usual";
  private static final int UNREADABLE = 2;
  private static final Map<String, URI> DEMO =
      Map.of(
          "us-east-1",
          URI.create("http://127.0.0.1:8101"),
          "eu-west-1",
          URI.create("http://127.0.0.1:8102"));

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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

  @Option(
      names = "--kafka-properties",
      paramLabel = "NAME=FILE",
      description = "More client properties for a region's Kafka, such as security settings.")
  private Map<String, Path> kafkaProperties = new LinkedHashMap<>();

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  /** What is told of a table's logs; returns the exit status. */
  interface Reading {
    int tell(RecordedTable table, PrintWriter out) throws UnreadableException;
  }

  boolean json() {
    return json;
  }

  /** Returns the exit status. */
  int read(Reading reading) {
    System.setProperty(LOG_LEVEL, "OFF");
    try (RecordedRegions recorded =
        RecordedRegions.of(regions.isEmpty() ? DEMO : regions, kafkas, properties())) {
      return reading.tell(recorded.table(table), spec.commandLine().getOut());
    } catch (UnreadableException unreadable) {
      spec.commandLine().getErr().println(unreadable.getMessage());
      return UNREADABLE;
    }
  }

  private Map<String, Map<String, String>> properties() throws UnreadableException {
    Map<String, Map<String, String>> properties = new LinkedHashMap<>();
    for (Map.Entry<String, Path> each : kafkaProperties.entrySet()) {
      try {
        properties.put(each.getKey(), PropertiesFile.read(each.getValue()));
      } catch (IOException failed) {
        throw new UnreadableException(
            "the properties cannot be read: " + failed.getMessage(), failed);
      }
    }
    return properties;
  }
}
