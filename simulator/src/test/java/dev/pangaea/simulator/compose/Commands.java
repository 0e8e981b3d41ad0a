package dev.pangaea.simulator.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs to their end.
 *
 * @param folder where they run
 * @param environment added to our own
 */
record Commands(Path folder, Map<String, String> environment) {
  record Result(int code, String output) {
    boolean succeeded() {
      return code == 0;
    }
  }

  Commands {
    environment = Map.copyOf(environment);
  }

  /** Output and errors together; a program that is not there or takes too long has failed. */
  Result run(Duration most, List<String> command) {
    try {
      Path output = Files.createTempFile("command", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      try {
        Process process = builder.start();
        boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        String said = Files.readString(output);
        return new Result(ended ? process.exitValue() : -1, said);
      } catch (IOException missing) {
        return new Result(-1, missing.getMessage());
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  String mustRun(Duration most, List<String> command) {
    Result result = run(most, command);
    if (!result.succeeded()) {
      throw new IllegalStateException(
          "%s ended with %d:%n%s"
              .formatted(String.join(" ", command), result.code(), result.output()));
    }
    return result.output();
  }
}
