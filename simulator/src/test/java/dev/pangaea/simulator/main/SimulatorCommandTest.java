package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.link.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class SimulatorCommandTest {
  private static final Pattern LISTENS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)->");

  @Test
  void runsLinksAsAProcessUntilStopped(@TempDir Path folder) throws Exception {
    try (Upstream upstream = new Upstream()) {
      Path config = folder.resolve("links.json");
      Files.writeString(
          config,
          "[{\"name\":\"b\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\"}]"
              .formatted(upstream.address()));
      Process process =
          start(
              "--control=127.0.0.1:0",
              "--link=us-east-1-to-eu-west-1=127.0.0.1:0->" + upstream.address(),
              "--config=" + config);
      try {
        String ready = firstLine(process);
        assertThat(ready).startsWith("simulator is ready: control on 127.0.0.1:");
        Matcher listens = LISTENS.matcher(ready);
        for (int link = 0; link < 2; link++) {
          assertThat(listens.find()).isTrue();
          int port = Integer.parseInt(listens.group(1));
          try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
              Socket server = upstream.next()) {
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
          }
        }
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void saysInOneSentenceWhatIsWrong(@TempDir Path folder) throws IOException {
    assertThat(failure("--link=nonsense")).contains("NAME=HOST:PORT->HOST:PORT");
    assertThat(failure("--link=a=1:2")).contains("NAME=HOST:PORT->HOST:PORT");
    Path config = Files.writeString(folder.resolve("bad.json"), "{}");
    assertThat(failure("--config=" + config)).contains("not a list of proxies");
    try (Upstream taken = new Upstream()) {
      assertThat(failure("--control=" + taken.address()))
          .contains("link control cannot listen on " + taken.address())
          .contains("in use");
    }
  }

  private static String failure(String... arguments) {
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new SimulatorCommand()).setErr(new PrintWriter(said)).execute(arguments);
    assertThat(code).isNotZero();
    return said.toString();
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Pangaea.class.getName(), "simulator"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith("simulator")) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }
}
