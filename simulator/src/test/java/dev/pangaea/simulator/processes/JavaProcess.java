package dev.pangaea.simulator.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One of Pangaea's commands, or another program, as a process of its own, that can be killed and
 * started again.
 */
final class JavaProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final List<String> arguments;
  private final Path output;
  private final List<String> jvmOptions = new ArrayList<>();
  private String mainClass = "dev.pangaea.simulator.main.Pangaea";
  private Optional<Path> recorded = Optional.empty();
  private String readyWord = "ready";
  private Process process;

  JavaProcess(Path output, String... arguments) {
    this.output = output;
    this.arguments = new ArrayList<>(List.of(arguments));
  }

  JavaProcess withJvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  JavaProcess withOptions(List<String> options) {
    arguments.addAll(options);
    return this;
  }

  /** It starts without an archive of classes, and makes one when it ends. */
  JavaProcess recording(Path archive) {
    recorded = Optional.of(archive);
    return this;
  }

  /** It is to be another program. */
  JavaProcess running(Class<?> program) {
    mainClass = program.getName();
    return this;
  }

  JavaProcess readyWhenItSays(String word) {
    readyWord = word;
    return this;
  }

  /** Returns when the process says that it is ready. */
  JavaProcess start() throws IOException, InterruptedException {
    launch();
    awaitReady();
    return this;
  }

  void awaitReady() {
    Await.until(this + " is ready", READY_WITHIN, this::ready);
  }

  /** Starts it without waiting for anything. */
  void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(jvmOptions);
    if (recorded.isPresent()) {
      command.add("-XX:ArchiveClassesAtExit=" + recorded.get());
      command.addAll(List.of("-cp", ClassArchive.jars(), mainClass));
    } else {
      command.addAll(ClassArchive.options());
      command.addAll(List.of("-cp", ClassArchive.classPath(), mainClass));
    }
    command.addAll(arguments);
    Files.deleteIfExists(output);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** Waits until the process has ended by itself, and returns its exit code. */
  int awaitEnd(Duration bound) throws InterruptedException {
    if (!process.waitFor(bound.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(this + " did not end within " + bound + ":\n" + text());
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  /** Ends it as a power switch would: nothing is flushed, nobody is told. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** It stands still until it is resumed, and keeps its connections meanwhile. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  void restart() throws IOException, InterruptedException {
    kill();
    start();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** When it returns the process is gone, and its files are left alone. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        kill();
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

  private void signal(String name) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", name, "" + pid()).start().waitFor();
    if (exit != 0) {
      throw new IOException("kill " + name + " of " + this + " ended with " + exit);
    }
  }

  private boolean ready() {
    String text = text();
    if (!process.isAlive()) {
      throw new AssertionError(this + " ended:\n" + text);
    }
    return text.contains(readyWord);
  }

  /** What it has said so far; a character of which only a part is there is another one still. */
  String text() {
    try {
      return new String(Files.readAllBytes(output), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
