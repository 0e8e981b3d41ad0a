package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KafkaCommandIT {
  private static final int SIGTERM_STATUS = 128 + 15;

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endProcesses() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void saysOnceThatItIsReadyAndStopsWhenTold() throws Exception {
    Process process =
        start("--port", "0", "--peer", "eu-west-1=127.0.0.1:0@localhost:19092", "--durable");
    BufferedReader lines = process.inputReader();
    assertThat(lines.readLine())
        .startsWith("kafka is ready: LOCAL on 127.0.0.1:")
        .contains("PEER-EU-WEST-1 on 127.0.0.1:")
        .endsWith(" as localhost:19092");
    process.toHandle().destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGTERM_STATUS);
    assertThat(lines.readLine()).isNull();
  }

  @Test
  void comesBackSoonAfterItWasKilled() throws Exception {
    Process first = start("--port", "0");
    assertThat(first.inputReader().readLine()).startsWith("kafka is ready");
    first.destroyForcibly().waitFor();
    Process second = start("--port", "0");
    assertThat(second.inputReader().readLine()).startsWith("kafka is ready");
  }

  @Test
  void saysWhichPortIsTakenAndEnds() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Process process = start("--port", String.valueOf(taken.getLocalPort()));
      assertThat(process.errorReader().readLine())
          .isEqualTo(
              "Kafka cannot listen on 127.0.0.1:%d: Address already in use."
                  .formatted(taken.getLocalPort()));
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }

  private Process start(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(KafkaCommandIT.class.getName(), "--data", folder.toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  /** The process under test. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KafkaCommand()).execute(arguments));
  }
}
