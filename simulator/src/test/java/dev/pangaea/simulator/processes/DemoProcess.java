package dev.pangaea.simulator.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The command {@code demo} as a process, on free ports that it tells. */
final class DemoProcess implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  private static final List<String> ANY_PORTS =
      List.of(
          "demo",
          "--ports",
          "0,0",
          "--control-ports",
          "0,0",
          "--replicator-ports",
          "0,0",
          "--console-port",
          "0");

  private final JavaProcess process;

  /**
   * @param temporary where the process makes its temporary files
   * @param folder where its output goes
   */
  DemoProcess(Path temporary, Path folder, String... options) {
    List<String> arguments = new ArrayList<>(ANY_PORTS);
    arguments.addAll(List.of(options));
    this.process =
        new JavaProcess(folder.resolve("demo.out"), arguments.toArray(String[]::new))
            .withJvmOption("-Djava.io.tmpdir=" + temporary)
            .readyWhenItSays("Ctrl-C ends it");
  }

  /** It makes an archive of classes when it ends. */
  DemoProcess recording(Path archive) {
    process.recording(archive);
    return this;
  }

  DemoProcess start() throws IOException, InterruptedException {
    process.start();
    return this;
  }

  /** Starts it without waiting for anything. */
  DemoProcess launch() throws IOException {
    process.launch();
    return this;
  }

  /** Waits until the process has ended by itself, and returns its exit code. */
  int awaitEnd(Duration bound) throws InterruptedException {
    return process.awaitEnd(bound);
  }

  /** Starts it, waits until it has ended, and returns its exit code. */
  int runToItsEnd(Duration bound) throws IOException, InterruptedException {
    process.launch();
    return process.awaitEnd(bound);
  }

  void kill() throws InterruptedException {
    process.kill();
  }

  /** Sends a signal, waits until the process has ended, and returns its exit code. */
  int end(String signal, Duration bound) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, "" + process.pid()).inheritIO().start().waitFor();
    return process.awaitEnd(bound);
  }

  /** Whether the process has a handler for the signal, as far as this system tells. */
  boolean hears(int signal) throws IOException {
    Path status = Path.of("/proc", "" + process.pid(), "status");
    if (!Files.isReadable(status)) {
      return true;
    }
    String caught =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigCgt:"))
            .findAny()
            .orElseThrow();
    long mask = Long.parseUnsignedLong(caught.substring("SigCgt:".length()).strip(), 16);
    return (mask >> (signal - 1) & 1) == 1;
  }

  DynamoDbClient client(String region) {
    return TwoRegions.client(region, apiPort(region));
  }

  String text() {
    return process.text();
  }

  @Override
  public void close() {
    process.close();
  }

  private int apiPort(String region) {
    Matcher line =
        Pattern.compile(Pattern.quote(region) + " +DynamoDB API http://127.0.0.1:(\\d+)")
            .matcher(text());
    if (!line.find()) {
      throw new AssertionError("the demo does not say where " + region + " is:\n" + text());
    }
    return Integer.parseInt(line.group(1));
  }
}
