package dev.pangaea.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded figures and alerts by their names, and by what Prometheus' own tool makes of them. */
class RulesTest {
  private static final Path PAGE = Path.of("..", "METRICS.md");

  @TempDir private Path folder;

  @Test
  void whateverIsAnAlarmHasARule() throws IOException {
    MetricFamilies documented = MetricFamilies.documented(Files.readString(PAGE));

    assertThat(documented.alarms())
        .isNotEmpty()
        .isSubsetOf(
            MetricFamilies.named(
                Files.readString(RuleFile.ALERTS) + Files.readString(RuleFile.RECORDED)));
  }

  @Test
  void everyRuleIsTried() throws IOException {
    for (Path file : List.of(RuleFile.RECORDED, RuleFile.ALERTS)) {
      List<String> names = RuleFile.read(file).rules().stream().map(RuleFile.Rule::name).toList();
      String kind = file.getFileName().toString().replace(".yml", ".");
      StringBuilder trials = new StringBuilder();
      for (String each : trials()) {
        if (each.startsWith(kind)) {
          trials.append(Files.readString(RuleFile.FOLDER.resolve(each)));
        }
      }

      assertThat(names).isNotEmpty().doesNotHaveDuplicates();
      assertThat(trials).contains(names);
    }
  }

  @Test
  void aRecordedFigureHasTheLabelsOfItsName() throws IOException {
    for (RuleFile.Rule rule : RuleFile.read(RuleFile.RECORDED).rules()) {
      Set<String> kept = new HashSet<>(rule.question().query().grouped());
      kept.remove("le");
      assertThat(rule.recordedLabels()).as(rule.name()).isEqualTo(kept);
    }
  }

  @Test
  void whatIsRecordedIsAskedFor() throws IOException {
    Set<String> asked = new HashSet<>();
    Question.all().forEach(question -> asked.addAll(question.query().metrics()));

    assertThat(asked)
        .containsAll(
            RuleFile.read(RuleFile.RECORDED).rules().stream().map(RuleFile.Rule::name).toList());
  }

  @Test
  void prometheusUnderstandsTheRulesAndTheScrapeFiles() throws Exception {
    Promtool.run(folder, "", "check", "config", "prometheus.yml");
    Promtool.run(folder, "", "check", "config", "prometheus.compose.yml");
  }

  @Test
  void figuresAndAlertsAreAsTheTrialsSay() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    arguments.addAll(trials());

    Promtool.run(folder, "", arguments.toArray(String[]::new));
  }

  @Test
  void prometheusUnderstandsEveryQuery() throws Exception {
    List<Map<String, String>> rules = new ArrayList<>();
    for (Question question : Question.all()) {
      rules.add(
          Map.of(
              "record",
              "asked:number:" + rules.size(),
              "expr",
              Board.filledIn(question.query().text())));
    }
    Object groups = Map.of("groups", List.of(Map.of("name", "asked", "rules", rules)));
    Path file = folder.resolve("asked.yml"); // JSON is YAML
    new ObjectMapper().writeValue(file.toFile(), groups);

    Promtool.run(folder, "", "check", "rules", file.toAbsolutePath().toString());
  }

  /** The files of trials by their names. */
  private static List<String> trials() throws IOException {
    try (Stream<Path> files = Files.list(RuleFile.FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".test.yml"))
          .sorted()
          .toList();
    }
  }
}
