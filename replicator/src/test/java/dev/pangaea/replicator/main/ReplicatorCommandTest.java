package dev.pangaea.replicator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReplicatorCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(new ReplicatorCommand())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @Test
  void explainsItself() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString()).contains("--region", "--node", "--source", "--http");
  }

  @Test
  void refusesARegionAsItsOwnSource() {
    int exit =
        command.execute(
            "--region=us-east-1", "--node=http://127.0.0.1:1", "--source=us-east-1=127.0.0.1:1");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("a region is not its own source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8101", "localhost:8101", "https://localhost:8101", "http:/x"})
  void refusesANodeThatIsNoHttpAddress(String node) {
    int exit =
        command.execute(
            "--region=us-east-1", "--node=" + node, "--source=eu-west-1=127.0.0.1:1", "--http=a:0");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(node);
  }

  @Test
  void refusesPropertiesOfARegionThatIsNoSource() throws IOException {
    int exit =
        command.execute(
            "--region=us-east-1",
            "--node=http://127.0.0.1:1",
            "--source=eu-west-1=127.0.0.1:1",
            "--kafka-properties=eu-west-2=" + Files.createFile(folder.resolve("properties")));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("properties are of a source region");
  }

  @Test
  void aPropertiesFileThatIsNotThereIsOneSentence() {
    int exit =
        command.execute(
            "--region=us-east-1",
            "--node=http://127.0.0.1:1",
            "--source=eu-west-1=127.0.0.1:1",
            "--kafka-properties=eu-west-1=" + folder.resolve("none"));

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("the properties cannot be read: ");
  }

  @Test
  void refusesAnAddressWithoutAPort() {
    int exit =
        command.execute(
            "--region=us-east-1",
            "--node=http://127.0.0.1:1",
            "--source=eu-west-1=127.0.0.1:1",
            "--http=here");

    assertThat(exit).isEqualTo(2);
  }

  @Test
  void aTakenPortIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exit =
          command.execute(
              "--region=us-east-1",
              "--node=http://127.0.0.1:1",
              "--source=eu-west-1=127.0.0.1:1",
              "--http=127.0.0.1:" + taken.getLocalPort());

      assertThat(exit).isEqualTo(1);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString()).contains("127.0.0.1:" + taken.getLocalPort());
    }
  }
}
