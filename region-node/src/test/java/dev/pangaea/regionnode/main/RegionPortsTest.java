package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RegionPortsTest {
  private final StringWriter err = new StringWriter();

  @Command
  static final class Asking {
    @Mixin private RegionPorts regions;
  }

  private static RegionPorts ports(String... arguments) {
    Asking asking = new Asking();
    new CommandLine(asking).parseArgs(arguments);
    return asking.regions;
  }

  @Test
  void theDemoIsAskedUnlessRegionsAreNamed() {
    assertThat(ports().addresses())
        .containsExactly(
            entry("us-east-1", URI.create("http://127.0.0.1:8101")),
            entry("eu-west-1", URI.create("http://127.0.0.1:8102")));
    assertThat(ports("--region", "ap-south-1=http://there:1").addresses())
        .containsExactly(entry("ap-south-1", URI.create("http://there:1")));
  }

  @Test
  void whatIsNoAddressIsRefusedAndWhoIsNotThereIsNamed() throws IOException {
    assertThat(hot("--region", "us-east-1=there")).isEqualTo(2);
    assertThat(err.toString()).contains("us-east-1=there: an address is http://HOST:PORT");
    assertThat(hot("--region", "us-east-1=http://127.0.0.1:" + portOfNobody())).isEqualTo(2);
    assertThat(err.toString()).contains("us-east-1 does not answer: nobody listens there");
  }

  private int hot(String... arguments) {
    return new CommandLine(new HotCommand()).setErr(new PrintWriter(err, true)).execute(arguments);
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return port.getLocalPort();
    }
  }
}
