package dev.pangaea.simulator.dashboards;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A board of Grafana, as its file has it. */
record Board(String name, JsonNode json) {
  static final Path FOLDER = Path.of("..", "dashboards", "grafana", "boards");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern VALUES_OF =
      Pattern.compile("label_values\\((?<selector>.*), (?<label>\\w+)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  static List<Board> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Board::read).toList();
    }
  }

  static Board read(Path file) {
    try {
      return of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": " + failure.getMessage(), failure);
    }
  }

  static Board of(String name, String text) throws IOException {
    return new Board(name, JSON.readTree(text));
  }

  String uid() {
    return json.path("uid").asText();
  }

  /** All of its panels, the headings among them. */
  List<JsonNode> panels() {
    return list(json.path("panels"));
  }

  /** Its panels that show something. */
  List<JsonNode> charts() {
    return panels().stream().filter(panel -> !panel.path("type").asText().equals("row")).toList();
  }

  List<JsonNode> variables() {
    return list(json.path("templating").path("list"));
  }

  List<JsonNode> links() {
    return list(json.path("links"));
  }

  /** Every query of it, those of its variables and annotations included. */
  List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (JsonNode panel : charts()) {
      for (JsonNode target : panel.path("targets")) {
        questions.add(
            Question.of(
                name + ", " + panel.path("title").asText(),
                target.path("expr").asText(),
                target.path("legendFormat").asText()));
      }
    }
    for (JsonNode variable : variables()) {
      Matcher values = VALUES_OF.matcher(variable.path("query").path("query").asText());
      if (values.matches()) {
        questions.add(
            Question.of(
                name + ", variable " + variable.path("name").asText(),
                values.group("selector"),
                "{{" + values.group("label") + "}}"));
      }
    }
    for (JsonNode annotation : json.path("annotations").path("list")) {
      questions.add(
          Question.of(
              name + ", annotation " + annotation.path("name").asText(),
              annotation.path("expr").asText(),
              annotation.path("titleFormat").asText()));
    }
    return questions;
  }

  /** The variables that its queries name, without Grafana's own. */
  Set<String> variablesAskedFor() {
    return questions().stream()
        .flatMap(question -> VARIABLE.matcher(question.query().text()).results())
        .map(found -> found.group(1))
        .filter(variable -> !variable.startsWith("__"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A query as Grafana asks it when all values of every variable are chosen. */
  static String filledIn(String query) {
    return query
        .replace("$__rate_interval", "20s")
        .replace("$__range", "15m")
        .replaceAll("\"\\$\\w+\"", "\".*\"");
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
