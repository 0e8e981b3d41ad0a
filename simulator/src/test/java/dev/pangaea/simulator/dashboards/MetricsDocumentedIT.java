package dev.pangaea.simulator.dashboards;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.processes.Await;
import dev.pangaea.simulator.story.Application;
import dev.pangaea.simulator.story.EmbeddedDemo;
import dev.pangaea.simulator.story.InThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** METRICS.md beside what the processes say: names, kinds and labels, both ways. */
@InThisProcess
class MetricsDocumentedIT {
  private static final Path PAGE = Path.of("..", "METRICS.md");

  @TempDir private static Path folder;
  private static MetricFamilies documented;
  private static MetricFamilies scraped;
  private static String ours;

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
      scrape(demo);
      long until = System.nanoTime() + SOON.toNanos();
      while (!scraped.names().containsAll(always()) && System.nanoTime() - until < 0) {
        scrape(demo);
      }
    }
  }

  /** Once may not do: a region tells of another once it has heard of it. */
  private static void scrape(EmbeddedDemo demo) throws IOException {
    List<String> pages =
        List.of(
            demo.metricsOfNode(US),
            demo.metricsOfReplicator(EU),
            demo.control("GET", "/metrics", ""));
    scraped = MetricFamilies.scraped(pages);
    ours =
        pages.stream()
            .flatMap(String::lines)
            .filter(line -> line.contains("pangaea_"))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Set<String> always() {
    Set<String> always = documented.names();
    always.removeAll(documented.onEvent());
    return always;
  }

  @AfterAll
  static void forget() {
    documented = null;
    scraped = null;
    ours = null;
  }

  @Test
  void everyMetricOfAProcessIsDocumented() {
    assertThat(scraped.names()).isNotEmpty().isSubsetOf(documented.names());
  }

  @Test
  void everyDocumentedMetricIsThereUnlessItTakesAnEvent() {
    assertThat(always()).isSubsetOf(scraped.names());
  }

  /** What there is only on an event is held against the page alone, by {@link QueriesTest}. */
  @Test
  void whatIsAskedForIsServed() throws IOException {
    Vocabulary served = Vocabulary.of(scraped).withRules(RuleFile.read(RuleFile.RECORDED));
    Vocabulary onEvent = Vocabulary.of(documented);
    for (Question question : Question.all()) {
      boolean always =
          question.query().metrics().stream()
              .noneMatch(metric -> onEvent.only(documented.onEvent()).knows(metric));
      if (always) {
        assertThat(served.complaints(question)).as("%s", question).isEmpty();
      }
    }
  }

  @Test
  void prometheusFindsNothingToSayAboutNames() throws Exception {
    assertThat(Promtool.run(folder, ours, "check", "metrics")).isEmpty();
  }

  @Test
  void kindsAndLabelsAreAsDocumented() {
    for (String name : scraped.names()) {
      assertThat(documented.kind(name)).as("kind of %s", name).isEqualTo(scraped.kind(name));
      assertThat(documented.labels(name)).as("labels of %s", name).isEqualTo(scraped.labels(name));
    }
  }
}
