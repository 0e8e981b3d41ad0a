package dev.pangaea.regionnode.main;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command {@code kafka} in a process of its own; killed when it is closed. */
public final class BrokerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private BrokerProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  public static BrokerProcess start(Path folder, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BrokerProcess.class.getName(), "--data", folder.toString()));
    command.addAll(List.of(options));
    return new BrokerProcess(new ProcessBuilder(command).start());
  }

  /** Waits for the next line of its output; null when there will be none. */
  public String line() throws IOException {
    return lines.readLine();
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KafkaCommand()).execute(arguments));
  }
}
