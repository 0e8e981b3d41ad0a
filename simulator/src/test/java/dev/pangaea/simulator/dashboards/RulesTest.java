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
      String trials = file.getFileName().toString().replace(".yml", ".test.yml");

      assertThat(names).isNotEmpty().doesNotHaveDuplicates();
      assertThat(Files.readString(RuleFile.FOLDER.resolve(trials))).contains(names);
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
    Promtool.run(folder, "", "test", "rules", "rules.test.yml", "alerts.test.yml");
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
}
