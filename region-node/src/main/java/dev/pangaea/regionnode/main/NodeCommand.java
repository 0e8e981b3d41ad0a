package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.http.AllowedOrigins;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.kafka.KafkaLogSettings;
import dev.pangaea.regionnode.log.kafka.KafkaRegionLog;
import dev.pangaea.regionnode.log.kafka.PropertiesFile;
import dev.pangaea.trace.main.TracingOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code node}: a region's node as a process of its own, until SIGTERM. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs a region's node: serves the DynamoDB API, over the region's Kafka.")
public final class NodeCommand implements Callable<Integer> {
  private static final int END_SECONDS_MAX = 30;
  private static final int CANNOT_START = 1;
  private static final int FAILED = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--region", required = true, description = "The region, such as us-east-1.")
  private String region = "";

  @Option(
      names = "--peer",
      paramLabel = "REGION",
      description = "Another region that tables can have replicas in. May be given several times.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT[,HOST:PORT…]",
      description = "The region's Kafka.")
  private String kafka = "";

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "More client properties, such as security settings, for your own Kafka.")
  private Optional<Path> kafkaProperties = Optional.empty();

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of new change logs; with 3, two brokers must have a write before it counts. Default: ${DEFAULT-VALUE}.")
  private int replicationFactor;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "The store.")
  private Path data = Path.of("");

  @Option(
      names = "--cache-mib",
      paramLabel = "N",
      defaultValue = "" + RegionNodeSettings.CACHE_MIB,
      description =
          "How much of the store's files is held in memory for reads, beside the heap. Default: ${DEFAULT-VALUE}.")
  private int cacheMib;

  @Option(
      names = "--backups",
      paramLabel = "DIR",
      description = "Backups of tables, on another disk perhaps. Default: DIR/backups of --data.")
  private Optional<Path> backups = Optional.empty();

  @Option(
      names = "--exports",
      paramLabel = "DIR",
      description =
          "Tables are exported to folders in it and imported from them: each is an S3 bucket for those"
              + " who ask. Default: DIR/exports of --data.")
  private Optional<Path> exports = Optional.empty();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Where both ports listen. Default: ${DEFAULT-VALUE}.")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "8001",
      description = "The DynamoDB API. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      defaultValue = "*",
      description = {
        "Whose pages a browser lets talk to the API, such as http://localhost:3000; may be given several",
        "times. * for any, as with DynamoDB; none for no page at all. Default: ${DEFAULT-VALUE}."
      })
  private List<String> origins = new ArrayList<>();

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      defaultValue = "8101",
      description = "Replicators, health, status, metrics. Default: ${DEFAULT-VALUE}.")
  private int controlPort;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "" + RegionNodeSettings.PARTITIONS,
      description = "Of new tables, for ever; the same in every region. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--retention",
      paramLabel = "ISO-8601",
      defaultValue = "P7D",
      description =
          "How long change logs are kept: how long another region may be cut off. Default: ${DEFAULT-VALUE}.")
  private Duration retention = RegionNodeSettings.RETENTION;

  @Option(
      names = "--clock-ahead-max",
      paramLabel = "ISO-8601",
      defaultValue = "P1D",
      description =
          "How far ahead of this node's clock another region's write may be; one further ahead is kept aside until the"
              + " clock has come close. Default: ${DEFAULT-VALUE}.")
  private Duration clockAheadMax = RegionNodeSettings.CLOCK_AHEAD_MAX;

  @Option(
      names = "--conflict-retention",
      paramLabel = "ISO-8601",
      defaultValue = "P30D",
      description =
          "How long a conflict stays in the ledger, the table pangaea.conflicts. Default: ${DEFAULT-VALUE}.")
  private Duration conflictRetention = LedgerSettings.RETENTION;

  @Option(
      names = "--conflict-topic",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "true",
      description =
          "Tells each conflict on the Kafka topic REGION.conflicts. Default: ${DEFAULT-VALUE}.")
  private boolean conflictTopic;

  @Mixin private TracingOptions tracing = new TracingOptions();

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean failed = new AtomicBoolean();
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try (TracingOptions.Open traced = tracing.open("pangaea-node", region);
        RegionNode node =
            RegionNode.start(
                vertx,
                settings(),
                log(),
                InstantSource.system(),
                traced.tracing(),
                failure -> {
                  failed.set(true);
                  told.countDown();
                })) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(told, ended)));
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "node of %s is ready: DynamoDB API http://%s:%d, control http://%s:%d%n",
          region, host, node.apiPort(), host, node.controlPort());
      out.flush();
      told.await();
    } catch (IOException | LogUnavailableException | RuntimeException failure) {
      spec.commandLine().getErr().println("the node cannot start: " + failure.getMessage());
      return CANNOT_START;
    } finally {
      try {
        vertx.close().await();
      } finally {
        ended.countDown();
      }
    }
    return failed.get() ? FAILED : 0;
  }

  private RegionNodeSettings settings() {
    TreeSet<RegionName> others = new TreeSet<>();
    peers.forEach(peer -> others.add(new RegionName(peer)));
    return new RegionNodeSettings(
        new RegionName(region),
        others,
        host,
        port,
        AllowedOrigins.of(origins),
        host,
        controlPort,
        data,
        (long) cacheMib << 20,
        new BackupFolders(
            data,
            backups.orElse(BackupFolders.below(data).backups()),
            exports.orElse(BackupFolders.below(data).exports())),
        partitions,
        retention,
        clockAheadMax,
        conflictRetention,
        conflictTopic);
  }

  private RegionLog log() throws IOException, LogUnavailableException {
    Map<String, String> more =
        kafkaProperties.isPresent() ? PropertiesFile.read(kafkaProperties.get()) : Map.of();
    return KafkaRegionLog.open(
        new KafkaLogSettings(
            kafka,
            "node-" + region,
            more,
            OptionalInt.of(replicationFactor),
            KafkaLogSettings.ANSWER_WITHIN));
  }

  /** The process ends when this returns: it waits for the node to end, but not for ever. */
  private void end(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      if (!ended.await(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        spec.commandLine().getErr().println("not all of it ended within " + END_SECONDS_MAX + " s");
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
