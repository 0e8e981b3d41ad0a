package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aRegionThatIsNotThereIsSaidAndTold() throws IOException {
    String nobody = "http://127.0.0.1:" + portOfNobody();

    assertThat(run("--region", "us-east-1=" + nobody)).isEqualTo(1);
    assertThat(out.toString())
        .contains("✗ us-east-1: its node (" + nobody + ") does not answer: nobody listens there");
  }

  @Test
  void whatIsNotUnderstoodIsTwo() {
    assertThat(run("--region", "us-east-1")).isEqualTo(2);
    assertThat(run("--region", "us-east-1=no url")).isEqualTo(2);
    assertThat(run("--region", "us-east-1=127.0.0.1:8101")).isEqualTo(2);
    assertThat(run("--staleness-max", "soon")).isEqualTo(2);
    assertThat(errors.toString()).contains("'soon' is not a duration", "http://");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "status";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Pangaea.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return port.getLocalPort();
    }
  }
}
