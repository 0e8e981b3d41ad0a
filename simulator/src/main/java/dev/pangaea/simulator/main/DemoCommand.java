package dev.pangaea.simulator.main;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.regionnode.main.RegionNodeSettings;
import dev.pangaea.simulator.demo.DemoRun;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code demo}: two regions in this process, until Ctrl-C. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Two regions, us-east-1 and eu-west-1, with a global table and links that you can cut.")
public final class DemoCommand implements Callable<Integer> {
  private static final int CANNOT_START = 1;

  /**
   * Below PANGAEA_LOG; read once something is logged. Less than a warning breaks into the demo's
   * line.
   */
  private static final String LOG_LEVEL = "pangaea.log.usual";

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps all data there over restarts. Default: a temporary folder, removed at the end.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--ports",
      split = ",",
      paramLabel = "PORT",
      defaultValue = "8001,8002",
      description = "The regions' DynamoDB ports. Default: ${DEFAULT-VALUE}.")
  private List<Integer> ports = List.of();

  @Option(
      names = "--control-ports",
      split = ",",
      paramLabel = "PORT",
      defaultValue = "8101,8102",
      description = "The nodes' health, status and metrics. Default: ${DEFAULT-VALUE}.")
  private List<Integer> controlPorts = List.of();

  @Option(
      names = "--replicator-ports",
      split = ",",
      paramLabel = "PORT",
      defaultValue = "8201,8202",
      description = "The replicators' health, status and metrics. Default: ${DEFAULT-VALUE}.")
  private List<Integer> replicatorPorts = List.of();

  @Option(
      names = "--link-control",
      paramLabel = "PORT",
      defaultValue = "8474",
      description = "Where links are cut, slowed and healed. Default: ${DEFAULT-VALUE}.")
  private int linkControl;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The console, for a browser on this machine. Default: ${DEFAULT-VALUE}.")
  private int consolePort;

  @Option(names = "--no-console", description = "Starts no console.")
  private boolean noConsole;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "The global table to create. Default: ${DEFAULT-VALUE}.")
  private String table = "";

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "" + RegionNodeSettings.PARTITIONS,
      description = "Partitions of a new table. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--durable",
      description =
          "A write is on the disk before it is acknowledged: survives a power cut, not only a killed process.")
  private boolean durable;

  @Override
  public Integer call() throws InterruptedException {
    checkPorts();
    System.setProperty(LOG_LEVEL, "WARN");
    try {
      boolean temporary = data.isEmpty();
      Path folder = temporary ? Files.createTempDirectory("pangaea-demo-") : data.get();
      return DemoRun.run(settings(folder), temporary, spec.commandLine().getOut());
    } catch (IOException | BrokerFailedException failure) {
      spec.commandLine().getErr().println("the demo cannot start: " + failure.getMessage());
      return CANNOT_START;
    }
  }

  private void checkPorts() {
    for (List<Integer> each : List.of(ports, controlPorts, replicatorPorts)) {
      if (each.size() != 2) {
        throw new ParameterException(
            spec.commandLine(), "two regions need two ports, separated by a comma: " + each);
      }
    }
  }

  private DemoSettings settings(Path folder) {
    return new DemoSettings(
        folder,
        List.of(region("us-east-1", 0), region("eu-west-1", 1)),
        linkControl,
        noConsole ? OptionalInt.empty() : OptionalInt.of(consolePort),
        table,
        partitions,
        durable);
  }

  private RegionPorts region(String name, int index) {
    return new RegionPorts(
        name, ports.get(index), controlPorts.get(index), replicatorPorts.get(index));
  }
}
