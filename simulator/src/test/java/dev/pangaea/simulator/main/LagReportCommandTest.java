package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSpec;
import dev.pangaea.simulator.link.http.LinkControl;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LagReportCommandTest {
  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  @Test
  void whereItCannotBeWrittenIsSaidBeforeItMeasures() {
    assertThat(run("--out", folder.resolve("missing/page.html").toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("there is no folder " + folder.resolve("missing"));
    assertThat(run("--out", folder.resolve("run.hlog").toString())).isEqualTo(2);
    assertThat(run("--out", folder.toString())).isEqualTo(2);
    String log = folder.resolve("one.log").toString();
    assertThat(run("--compare", log, "other.log", "--out", log)).isEqualTo(2);
    assertThat(errors.toString()).contains("a file to compare");
  }

  @Test
  void anEndpointThatCannotBeAskedIsRefused() {
    for (String wrong : List.of("ftp://127.0.0.1:1", "https://127.0.0.1:1", "127.0.0.1", "eu:1")) {
      String page = folder.resolve("page.html").toString();
      errors.getBuffer().setLength(0);
      assertThat(
              run(
                  "--endpoint",
                  "us=http://127.0.0.1:1",
                  "--endpoint",
                  "eu=" + wrong,
                  "--for",
                  "1s",
                  "--out",
                  page))
          .as(wrong)
          .isEqualTo(2);
      assertThat(errors.toString()).contains("eu=" + wrong + ": an address is http://HOST:PORT");
    }
  }

  @Test
  void aRunThatIsTooLongForItsProbesCutsNothing() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("long.scenario"), "at 0s cut us-east-1 eu-west-1\nat 3h heal");
    Vertx vertx = Vertx.vertx();
    try (LinkProxy links = LinkProxy.start();
        LinkControl control = LinkControl.start(vertx, links, () -> "", Address.loopback(0))) {
      links.open(
          LinkSpec.between("us-east-1", "eu-west-1", Address.loopback(0), Address.loopback(1)));

      assertThat(
              run(
                  file.toString(),
                  "--links",
                  "http://127.0.0.1:" + control.port(),
                  "--out",
                  folder.resolve("page.html").toString()))
          .isEqualTo(2);
      assertThat(errors.toString()).contains("takes a lower probe rate");
      assertThat(links.links().getFirst().status().cut()).isEqualTo(Cut.NONE);
    } finally {
      vertx.close().await();
    }
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "lag-report";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Pangaea.commandLine()
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
