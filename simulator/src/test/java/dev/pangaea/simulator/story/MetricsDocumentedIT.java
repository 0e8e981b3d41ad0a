package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** METRICS.md beside what the processes say: names, kinds and labels, both ways. */
class MetricsDocumentedIT {
  private static final Path PAGE = Path.of("..", "METRICS.md");
  private static final Path DASHBOARDS = Path.of("..", "dashboards");

  @TempDir private static Path folder;
  private static MetricFamilies documented;
  private static MetricFamilies scraped;

  @BeforeAll
  static void scrapeAllThreeKindsOfProcess() throws Exception {
    documented = MetricFamilies.documented(Files.readString(PAGE));
    try (EmbeddedDemo demo = EmbeddedDemo.start(folder);
        Application us = new Application(demo.client(US));
        Application eu = new Application(demo.client(EU))) {
      us.put("item", "value");
      eu.awaitValue("item", Optional.of("value"));
      assertThatThrownBy(() -> us.client().describeTable(request -> request.tableName("none")))
          .isInstanceOf(ResourceNotFoundException.class);
      Await.until(
          "the replicator has measured",
          SOON,
          () -> demo.metricsOfReplicator(EU).contains("pangaea_replication_lag_seconds_count"));
      scraped =
          MetricFamilies.scraped(
              List.of(
                  demo.metricsOfNode(US),
                  demo.metricsOfReplicator(EU),
                  demo.control("GET", "/metrics", "")));
    }
  }

  @AfterAll
  static void forget() {
    documented = null;
    scraped = null;
  }

  @Test
  void everyMetricOfAProcessIsDocumented() {
    assertThat(scraped.names()).isNotEmpty().isSubsetOf(documented.names());
  }

  @Test
  void everyDocumentedMetricIsThereUnlessItTakesAnEvent() {
    Set<String> always = documented.names();
    always.removeAll(documented.onEvent());
    assertThat(always).isSubsetOf(scraped.names());
  }

  @Test
  void whatDashboardsAndAlertsAskForIsDocumented() throws IOException {
    try (Stream<Path> files = Files.walk(DASHBOARDS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(MetricFamilies.named(Files.readString(file)))
            .as("metrics in %s", file)
            .isSubsetOf(documented.names());
      }
    }
  }

  @Test
  void kindsAndLabelsAreAsDocumented() {
    for (String name : scraped.names()) {
      assertThat(documented.kind(name)).as("kind of %s", name).isEqualTo(scraped.kind(name));
      assertThat(documented.labels(name)).as("labels of %s", name).isEqualTo(scraped.labels(name));
    }
  }
}
