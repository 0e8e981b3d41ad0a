package dev.pangaea.replicator.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.trace.Tracing;
import dev.pangaea.trace.main.TracingOptions;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code replicator}: a replicator in a process of its own, until it is told to end.
 */
@Command(
    name = "replicator",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Carries the changes of other regions into one region.")
public final class ReplicatorCommand implements Callable<Integer> {
  private static final int END_SECONDS_MAX = 30;
  private static final int CANNOT_START = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "REGION",
      description = "The region into which changes are carried, such as us-east-1.")
  private String region;

  @Option(
      names = "--node",
      required = true,
      paramLabel = "URL",
      description = "The control port of that region's node, such as http://127.0.0.1:8101.")
  private URI node;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "REGION=HOST:PORT",
      description = "A source region and its Kafka, through the link that leads there; repeatable.")
  private Map<String, String> sources;

  @Option(
      names = "--kafka-properties",
      paramLabel = "REGION=FILE",
      description =
          "More client properties for a source's Kafka, such as security settings; repeatable.")
  private Map<String, Path> kafkaProperties = new TreeMap<>();

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8201",
      description = "Where metrics, health and status are served (default: ${DEFAULT-VALUE}).")
  private String http;

  @Option(
      names = "--changes-per-second-max",
      paramLabel = "N",
      defaultValue = "0",
      description = "Hands over at most so many changes per second and source (default: no limit).")
  private int changesPerSecondMax;

  @Mixin private TracingOptions tracing = new TracingOptions();

  @Override
  public Integer call() throws InterruptedException {
    try (TracingOptions.Open traced = tracing()) {
      return call(traced.tracing());
    }
  }

  private TracingOptions.Open tracing() {
    try {
      return tracing.open("pangaea-replicator", region);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private Integer call(Optional<Tracing> traced) throws InterruptedException {
    Replicator replicator;
    ReplicatorSettings settings;
    try {
      settings = settings();
    } catch (IOException failure) {
      spec.commandLine().getErr().println("the properties cannot be read: " + failure.getMessage());
      return CANNOT_START;
    }
    try {
      replicator = Replicator.start(settings, traced);
    } catch (IOException failure) {
      spec.commandLine().getErr().println(http + " cannot be used: " + failure.getMessage());
      return CANNOT_START;
    }
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(told, ended), "replicator-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    spec.commandLine()
        .getOut()
        .printf(
            "replicator of %s ready: metrics on http://%s:%d/metrics, sources %s%n",
            region, settings.httpHost(), replicator.httpPort(), settings.sources());
    spec.commandLine().getOut().flush();
    try {
      told.await();
    } finally {
      try {
        replicator.close();
      } finally {
        ended.countDown();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private ReplicatorSettings settings() throws IOException {
    try {
      int colon = http.lastIndexOf(':');
      SortedMap<RegionName, String> named = new TreeMap<>();
      sources.forEach((source, address) -> named.put(new RegionName(source), address));
      ReplicatorSettings settings =
          ReplicatorSettings.of(
              new RegionName(region),
              node,
              named,
              http.substring(0, Math.max(0, colon)),
              Integer.parseInt(http.substring(colon + 1)));
      return settings
          .withSourceProperties(sourceProperties())
          .withChangesPerSecondMax(changesPerSecondMax);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private SortedMap<RegionName, Map<String, String>> sourceProperties() throws IOException {
    SortedMap<RegionName, Map<String, String>> all = new TreeMap<>();
    for (Map.Entry<String, Path> each : kafkaProperties.entrySet()) {
      Properties read = new Properties();
      try (InputStream file = new FileInputStream(each.getValue().toFile())) {
        read.load(file);
      }
      Map<String, String> properties = new TreeMap<>();
      read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
      all.put(new RegionName(each.getKey()), properties);
    }
    return all;
  }

  /** The process ends when this returns: it waits for the links to end, but not for ever. */
  private void end(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      if (!ended.await(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        spec.commandLine().getErr().println("not all of it ended within " + END_SECONDS_MAX + " s");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
