package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class ConsoleCommandTest {
  private final StringWriter said = new StringWriter();

  @Test
  void aRegionIsItsNameAndWhereItsProcessesAnswer() {
    var region =
        new ConsoleRegionOption()
            .convert("a=http://x:8000,http://x:8100,http://y:8200,http://z:8200");
    assertThat(region.name()).isEqualTo("a");
    assertThat(region.api()).isEqualTo(URI.create("http://x:8000"));
    assertThat(region.control()).isEqualTo(URI.create("http://x:8100"));
    assertThat(region.replicators())
        .containsExactly(URI.create("http://y:8200"), URI.create("http://z:8200"));
  }

  @Test
  void whatIsNoRegionIsSaid() {
    assertThat(run("--region", "a=http://x:8000")).isEqualTo(2);
    assertThat(run("--region", "a=x:8000,http://x:8100")).isEqualTo(2);
    assertThat(run("--region", "a=http://x,http://x", "--region", "a=http://y,http://y"))
        .isEqualTo(2);
    assertThat(said.toString()).contains(ConsoleRegionOption.FORM, "twice");
  }

  @Test
  void aTakenPortIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(run("--port", "" + taken.getLocalPort())).isEqualTo(1);
      assertThat(said.toString())
          .startsWith("the console cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  private int run(String... options) {
    CommandLine command = new CommandLine(new ConsoleCommand());
    return command
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(said, true))
        .execute(options);
  }
}
