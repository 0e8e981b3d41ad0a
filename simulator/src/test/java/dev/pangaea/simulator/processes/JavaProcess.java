package dev.pangaea.simulator.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of Pangaea's commands as a process of its own, that can be killed and started again. */
final class JavaProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final List<String> arguments;
  private final Path output;
  private Process process;

  JavaProcess(Path output, String... arguments) {
    this.output = output;
    this.arguments = List.of(arguments);
  }

  /** Returns when the process says that it is ready. */
  JavaProcess start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.pangaea.simulator.main.Pangaea"));
    command.addAll(arguments);
    Files.deleteIfExists(output);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Await.until(this + " is ready", READY_WITHIN, this::ready);
    return this;
  }

  /** Ends it as a power switch would: nothing is flushed, nobody is told. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  void restart() throws IOException, InterruptedException {
    kill();
    start();
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException impatient) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return String.join(" ", arguments);
  }

  private boolean ready() {
    String text = text();
    if (!process.isAlive()) {
      throw new AssertionError(this + " ended:\n" + text);
    }
    return text.contains("ready");
  }

  private String text() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
