package dev.pangaea.simulator.main;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.StreamPlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.JsonReport;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.TextReport;
import dev.pangaea.simulator.workload.http.Bench;
import dev.pangaea.simulator.workload.http.BenchException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pangaea bench}: load on any DynamoDB endpoint, and replication lag between two. */
@Command(
    name = "bench",
    description = {
      "Puts load on a DynamoDB endpoint and prints throughput, latency percentiles and errors.",
      "With a second endpoint it also measures replication lag from outside: write here, poll there."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8001",
      description = "The endpoint under load.")
  private URI endpoint;

  @Option(
      names = "--endpoint-remote",
      paramLabel = "URL",
      description = "A second endpoint, where the lag probe polls.")
  private Optional<URI> endpointRemote;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      defaultValue = "us-east-1",
      description = "The region that requests name in their credentials.")
  private String region;

  @Option(
      names = "--remote-region",
      paramLabel = "NAME",
      description = "The second endpoint's region, if it is another one.")
  private Optional<String> remoteRegion;

  @Option(
      names = "--table",
      defaultValue = "bench",
      description = "Table with partition key pk (S), and with --sort-key a sort key sk (S).")
  private String table;

  @Option(
      names = "--create-table",
      description =
          "Create the table, on demand, if it is missing; with --remote-region also its replica, with"
              + " --stream with a stream.")
  private boolean createTable;

  @Mixin private LoadOptions load;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Connections of the load; each carries one request at a time.")
  private int connections;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Event loops of the client.")
  private int threads;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "A request without a reply for so long is lost.")
  private Duration timeout;

  @Option(
      names = "--access-key",
      paramLabel = "KEY",
      defaultValue = "pangaea",
      description = "Access key in the credentials.")
  private String accessKey;

  @Option(
      names = "--secret-key",
      paramLabel = "KEY",
      defaultValue = "pangaea",
      description = "Secret key, for --sign.")
  private String secretKey;

  @Option(
      names = "--sign",
      description = "Sign every request (AWS Signature Version 4); costs the client CPU.")
  private boolean sign;

  @Option(
      names = "--verify",
      description = "Check every reply's x-amz-crc32, and key and size of every item read.")
  private boolean verify;

  @Option(
      names = "--probe-rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Probes per second, of lag and of the stream.")
  private long probeRate;

  @Option(names = "--probe-consistent", description = "The probe polls with consistent reads.")
  private boolean probeConsistent;

  @Option(
      names = "--probe-timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "A probe that sees nothing for so long gives up and is counted.")
  private Duration probeTimeout;

  @Option(
      names = "--probe-in-flight",
      paramLabel = "N",
      defaultValue = "128",
      description = "Bound of probes in flight; more are skipped and counted.")
  private int probeInFlight;

  @Option(
      names = "--stream",
      description =
          "Read the table's stream beside the load, and measure how long its records take to a reader.")
  private boolean stream;

  @Option(
      names = "--stream-poll",
      paramLabel = "TIME",
      defaultValue = "5ms",
      converter = DurationConverter.class,
      description = "The reader of a shard rests for so long after an empty page.")
  private Duration streamPoll;

  @Mixin private AgainstOptions against;

  @Option(
      names = "--server-pid",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "PID",
      description = "Processes of this machine whose CPU time is measured: the endpoint's.")
  private final List<Long> serverPids = new ArrayList<>();

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    BenchPlan plan = plan();
    try (Bench bench =
        new Bench(plan, InstantSource.system(), spec.commandLine().getErr()::println)) {
      Report report = bench.run();
      spec.commandLine().getOut().println(json ? JsonReport.of(report) : TextReport.of(report));
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private BenchPlan plan() {
    try {
      return new BenchPlan(
          new Target(endpoint, region),
          table,
          createTable,
          load.plan(),
          wire(),
          endpointRemote.map(this::probe),
          stream
              ? Optional.of(new StreamPlan(probeRate, streamPoll, probeTimeout))
              : Optional.empty(),
          against.plan(),
          serverPids);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private WirePlan wire() {
    return new WirePlan(
        connections, threads, timeout, new Credentials(accessKey, secretKey), sign, verify);
  }

  private ProbePlan probe(URI remote) {
    return new ProbePlan(
        new Target(remote, remoteRegion.orElse(region)),
        probeRate,
        probeConsistent,
        probeTimeout,
        probeInFlight);
  }
}
