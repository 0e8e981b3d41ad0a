package dev.pangaea.simulator.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A file of Prometheus' rules: figures that it records, and alerts. */
record RuleFile(Path file, List<Rule> rules) {
  static final Path FOLDER = Path.of("..", "dashboards", "prometheus");
  static final Path RECORDED = FOLDER.resolve("rules.yml");
  static final Path ALERTS = FOLDER.resolve("alerts.yml");
  private static final YAMLMapper YAML = new YAMLMapper();

  RuleFile {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param name the alert's, or that of the recorded series
   */
  record Rule(String name, Question question) {
    /** What a recorded series' name says of its labels: source_target:metric:what_was_done. */
    Set<String> recordedLabels() {
      return new TreeSet<>(List.of(name.substring(0, name.indexOf(':')).split("_")));
    }
  }

  static RuleFile read(Path file) throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : YAML.readTree(file.toFile()).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        String name = rule.path("record").asText(rule.path("alert").asText());
        rules.add(
            new Rule(
                name,
                Question.of(
                    file.getFileName() + ", " + name,
                    rule.get("expr").asText(),
                    rule.path("annotations").toString().replace("{{ $value", ""))));
      }
    }
    return new RuleFile(file, rules);
  }
}
