package dev.pangaea.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus scrapes and Grafana is given, beside what the compose file starts. */
class ScrapeFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private Path folder;

  private static JsonNode yaml(String file) throws IOException {
    return YAML.readTree(ROOT.resolve(file).toFile());
  }

  @Test
  void everyContainerThatIsScrapedIsStartedAndListensThere() throws IOException {
    JsonNode services = yaml("docker-compose.yml").get("services");
    List<String> targets = targets("dashboards/prometheus/prometheus.compose.yml");

    assertThat(targets).hasSize(5);
    for (String target : targets) {
      String[] place = target.split(":");
      assertThat(services.path(place[0]).path("command").asText())
          .as("command of %s", place[0])
          .containsPattern("(:|--control-port )" + place[1] + "\\b");
    }
  }

  @Test
  void bothScrapeFilesDifferInTheirTargetsOnly() throws IOException {
    assertThat(rest("dashboards/prometheus/prometheus.compose.yml"))
        .isEqualTo(rest("dashboards/prometheus/prometheus.yml"));
  }

  @Test
  void portsAreBoundToOneAddressAndMountedFoldersAreThere() throws IOException {
    JsonNode services = yaml("docker-compose.yml").get("services");
    for (String name : List.of("prometheus", "grafana")) {
      JsonNode service = services.get(name);
      assertThat(service.get("profiles")).hasSize(1);
      assertThat(service.get("ports")).isNotEmpty();
      service
          .get("ports")
          .forEach(port -> assertThat(port.asText()).startsWith("${PANGAEA_BIND:-127.0.0.1}:"));
      for (JsonNode volume : service.get("volumes")) {
        String mounted = volume.asText().split(":")[0];
        if (mounted.startsWith(".")) {
          assertThat(ROOT.resolve(mounted)).isDirectory();
          assertThat(volume.asText()).endsWith(":ro");
        }
      }
    }
  }

  @Test
  void grafanaFindsTheBoardsAndItsPrometheus() throws IOException {
    JsonNode grafana = yaml("docker-compose.yml").at("/services/grafana");
    String boards =
        yaml("dashboards/grafana/provisioning/dashboards/pangaea.yml")
            .at("/providers/0/options/path")
            .asText();
    String prometheus =
        yaml("dashboards/grafana/provisioning/datasources/prometheus.yml")
            .at("/datasources/0/url")
            .asText();

    assertThat(grafana.get("volumes").toString()).contains("/grafana/boards:" + boards + ":ro");
    assertThat(grafana.get("environment").path(prometheus.substring(1)).asText())
        .isEqualTo("http://prometheus:9090");
    assertThat(grafana.at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
        .isEqualTo(boards + "/lag.json");
  }

  @Test
  void composeUnderstandsItsFile() throws Exception {
    Optional<Path> compose = Promtool.program("docker-compose");
    assumeTrue(compose.isPresent(), "no docker-compose on the PATH: its file is only read");
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                compose.get().toString(), "--profile", "dashboards", "config", "--services")
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains("prometheus", "grafana");
  }

  private static List<String> targets(String file) throws IOException {
    List<String> targets = new ArrayList<>();
    for (JsonNode job : yaml(file).get("scrape_configs")) {
      for (JsonNode group : job.get("static_configs")) {
        group.get("targets").forEach(target -> targets.add(target.asText()));
      }
    }
    return targets;
  }

  private static String rest(String file) throws IOException {
    return yaml(file).toString().replaceAll("\"targets\":\\[[^]]*]", "");
  }
}
