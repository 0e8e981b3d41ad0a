package dev.pangaea.simulator.compose;

import dev.pangaea.regionnode.broker.ClaimedPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The compose file of the repository, started from an image of the jars that this build has just
 * made, on free ports, under a name of its own. Closing it removes containers, volumes and
 * networks.
 */
final class ComposeProject implements AutoCloseable {
  private static final Duration QUICK = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(10);
  private static final String PROFILE = "dashboards";

  private final Commands commands;
  private final List<String> compose;
  private final Map<String, Integer> ports;

  private ComposeProject(Commands commands, List<String> compose, Map<String, Integer> ports) {
    this.commands = commands;
    this.compose = compose;
    this.ports = ports;
  }

  /** The compose command of this machine, if it and a Docker that answers are there. */
  static Optional<List<String>> composeCommand() {
    Commands here = new Commands(Path.of("."), Map.of());
    if (!here.run(QUICK, List.of("docker", "info")).succeeded()) {
      return Optional.empty();
    }
    return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
        .filter(command -> here.run(QUICK, with(command, "version")).succeeded())
        .findFirst();
  }

  /** Starts all services; nodes may take some seconds more until they answer. */
  static ComposeProject start(List<String> compose, Path root) throws IOException {
    Map<String, Integer> ports =
        Map.of(
            "PANGAEA_PORT_US_EAST_1", ClaimedPort.next(),
            "PANGAEA_PORT_EU_WEST_1", ClaimedPort.next(),
            "PANGAEA_PORT_LINKS", ClaimedPort.next(),
            "PANGAEA_PORT_CONSOLE", ClaimedPort.next(),
            "PANGAEA_PORT_PROMETHEUS", ClaimedPort.next());
    Map<String, String> environment = new HashMap<>();
    ports.forEach((name, port) -> environment.put(name, port.toString()));
    environment.put("PANGAEA_IMAGE", Image.NAME);
    environment.put("COMPOSE_PROJECT_NAME", "pangaea-verify-" + ProcessHandle.current().pid());
    ComposeProject project = new ComposeProject(new Commands(root, environment), compose, ports);
    try {
      project.commands.mustRun(START, with(compose, "up", "--detach", "--no-build"));
      return project;
    } catch (RuntimeException failure) {
      failure.addSuppressed(new IllegalStateException(project.logs()));
      project.close();
      throw failure;
    }
  }

  /** Starts Prometheus too, if its image can be had. */
  boolean startPrometheus() {
    boolean there =
        System.getenv("PANGAEA_PROMETHEUS_IMAGE") != null
            || succeeds("--profile", PROFILE, "pull", "--quiet", "prometheus");
    if (there) {
      run("--profile", PROFILE, "up", "--detach", "--no-build", "--no-deps", "prometheus");
    }
    return there;
  }

  URI endpoint(String portSetting) {
    return URI.create("http://127.0.0.1:" + ports.get(portSetting));
  }

  /** Runs a compose command on the project. */
  String run(String... words) {
    return commands.mustRun(START, with(compose, words));
  }

  boolean succeeds(String... words) {
    return commands.run(QUICK, with(compose, words)).succeeded();
  }

  String logs() {
    return commands
        .run(QUICK, with(compose, "--profile", PROFILE, "logs", "--no-color", "--tail", "40"))
        .output();
  }

  @Override
  public void close() {
    commands.run(START, with(compose, "--profile", PROFILE, "down", "--volumes", "--timeout", "5"));
  }

  private static List<String> with(List<String> command, String... more) {
    return Stream.concat(command.stream(), Stream.of(more)).toList();
  }
}
