package dev.pangaea.replicator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReplicatorCommandTest {
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
