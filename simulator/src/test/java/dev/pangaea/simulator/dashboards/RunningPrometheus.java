package dev.pangaea.simulator.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.simulator.processes.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Prometheus as a process, with our configuration, asked by HTTP. */
final class RunningPrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path said;
  private final int port;
  private final long startSeconds = System.currentTimeMillis() / 1000;
  private final HttpClient http = Http1.client();

  private RunningPrometheus(Process process, Path said, int port) {
    this.process = process;
    this.said = said;
    this.port = port;
  }

  /**
   * Starts it with the scrape file of the demo and all rules, but once a second.
   *
   * @param places where the processes really are, by where the file has them
   */
  static RunningPrometheus start(Path program, Path folder, Map<String, String> places)
      throws IOException {
    for (Path rules : List.of(RuleFile.RECORDED, RuleFile.ALERTS)) {
      Files.copy(rules, folder.resolve(rules.getFileName()));
    }
    String config =
        Files.readString(RuleFile.FOLDER.resolve("prometheus.yml"))
            .replace("_interval: 5s", "_interval: 1s");
    for (Map.Entry<String, String> place : places.entrySet()) {
      if (!config.contains(place.getKey())) {
        throw new AssertionError("the scrape file has no " + place.getKey());
      }
      config = config.replace(place.getKey(), place.getValue());
    }
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    Path said = folder.resolve("prometheus.out");
    int port = ClaimedPort.next();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    RunningPrometheus running = new RunningPrometheus(process, said, port);
    try {
      Await.until("Prometheus is ready", READY_WITHIN, running::ready);
    } catch (AssertionError late) {
      running.close();
      throw new AssertionError(running.said(), late);
    }
    return running;
  }

  /** What it said, which is nothing when nothing is wrong. */
  String said() {
    try {
      return Files.readString(said);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  List<JsonNode> targets() throws IOException {
    return list(get("/api/v1/targets?state=active").at("/data/activeTargets"));
  }

  /** All rules of all groups, with how they fare. */
  List<JsonNode> rules() throws IOException {
    return list(get("/api/v1/rules").at("/data/groups")).stream()
        .flatMap(group -> list(group.get("rules")).stream())
        .toList();
  }

  /** Whether a query has had an answer, a number that is one, at any second since the start. */
  boolean hasAnswered(String query) throws IOException {
    long now = System.currentTimeMillis() / 1000 + 1;
    String form =
        "query=%s&start=%d&end=%d&step=1"
            .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), startSeconds, now);
    JsonNode reply = send("/api/v1/query_range", form);
    if (!reply.path("status").asText().equals("success")) {
      throw new AssertionError(query + ": " + reply);
    }
    for (JsonNode series : reply.at("/data/result")) {
      for (JsonNode value : series.get("values")) {
        if (Double.isFinite(Double.parseDouble(value.get(1).asText()))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean ready() throws IOException {
    return ask(HttpRequest.newBuilder(at("/-/ready"))).statusCode() == 200;
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(ask(HttpRequest.newBuilder(at(path))).body());
  }

  private JsonNode send(String path, String form) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return JSON.readTree(ask(request).body());
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException(hurried);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return List.copyOf(array.valueStream().toList());
  }
}
