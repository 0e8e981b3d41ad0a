package dev.pangaea.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own tool, where it is on the PATH. */
final class Promtool {
  private Promtool() {}

  /** A program by its name, if it is on the PATH. */
  static Optional<Path> program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs it beside the rules, and returns what it said; it is to end well.
   *
   * @param folder for temporary files
   * @param input what it reads from its standard input
   */
  static String run(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    Optional<Path> program = program("promtool");
    assumeTrue(
        program.isPresent(), "no promtool on the PATH: what it would look at is only read here");
    List<String> command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(List.of(arguments));
    Path given = Files.writeString(folder.resolve("given"), input);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .directory(RuleFile.FOLDER.toFile())
            .redirectInput(given.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended within a minute").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return Files.readString(said);
  }
}
