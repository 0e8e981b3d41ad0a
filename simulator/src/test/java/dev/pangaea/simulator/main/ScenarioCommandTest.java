package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.ScenarioClient;
import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSpec;
import dev.pangaea.simulator.link.http.LinkControl;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class ScenarioCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Vertx vertx = Vertx.vertx();
  private final LinkProxy links = LinkProxy.start();
  private final LinkControl control =
      LinkControl.start(vertx, links, () -> "", Address.loopback(0));
  private final String url = "http://127.0.0.1:" + control.port() + "/";

  ScenarioCommandTest() {
    links.open(
        LinkSpec.between("us-east-1", "eu-west-1", Address.loopback(0), Address.loopback(1)));
  }

  @AfterEach
  void close() {
    control.close();
    links.close();
    vertx.close().await();
  }

  private int run(String... arguments) {
    CommandLine command = Pangaea.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private int run(String text) throws IOException {
    Path file = folder.resolve("short.scenario");
    Files.writeString(file, text);
    return run("scenario", file.toString(), "--links", url);
  }

  private Cut cut() {
    return links.links().getFirst().status().cut();
  }

  @Test
  void stepsAreToldAsTheyAreTaken() throws IOException {
    assertThat(run("at 0s cut us-east-1 -> eu-west-1\nat 200ms latency us-east-1 eu-west-1 5ms"))
        .isZero();
    assertThat(out.toString())
        .startsWith(
            """
            short: 2 steps, 0.2 s
                 0.0 s  ✓ cut us-east-1 -> eu-west-1
                 0.2 s  ✓ latency us-east-1 eu-west-1 5ms
            done after\
            """);
    assertThat(cut()).isEqualTo(Cut.DOWNSTREAM);
  }

  @Test
  void aFileThatIsNoScenarioIsRefusedWithItsLine() throws IOException {
    assertThat(run("at 0s cut us-east-1 mars")).isEqualTo(2);
    assertThat(err.toString()).contains("short.scenario: line 1, column 21: expected a region");
    assertThat(run("scenario", folder.resolve("nowhere").toString(), "--links", url)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file");
    assertThat(cut()).isEqualTo(Cut.NONE);
  }

  @Test
  void oneThatIsStoppedIsNotDone() throws Exception {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                status.complete(run("at 0s cut us-east-1 eu-west-1\nat 1h heal"));
              } catch (IOException | RuntimeException failure) {
                status.completeExceptionally(failure);
              }
            });
    long bound = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (cut() != Cut.BOTH) {
      assertThat(System.nanoTime()).as("waited 30 s").isLessThan(bound);
      Thread.onSpinWait();
    }
    try (HttpCalls calls = new HttpCalls()) {
      ScenarioClient client = new ScenarioClient(calls, URI.create(url));
      assertThat(client.stop().state()).isEqualTo("stopped");
    }
    assertThat(status.get()).isEqualTo(1);
    assertThat(out.toString()).contains("stopped after");
    assertThat(cut()).isEqualTo(Cut.BOTH);
  }

  @Test
  void anAddressThatIsNoneIsNotUnderstood() throws IOException {
    Path file = Files.writeString(folder.resolve("short.scenario"), "at 0s heal");
    for (String address : new String[] {"links", "127.0.0.1:8474", "http://", "http://a b"}) {
      assertThat(run("scenario", file.toString(), "--links", address)).isEqualTo(2);
      assertThat(err.toString()).contains("'" + address + "' is no address");
    }
  }

  @Test
  void linksThatDoNotAnswerAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("short.scenario"), "at 0s heal");
    int port = ClaimedPort.next();
    assertThat(run("scenario", file.toString(), "--links", "http://127.0.0.1:" + port))
        .isEqualTo(1);
    assertThat(err.toString()).contains("links at http://127.0.0.1:");
  }
}
