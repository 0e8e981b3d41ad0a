package dev.pangaea.simulator.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Grafana would not show well in a board: Grafana itself takes almost anything. */
final class BoardFaults {
  private static final int COLUMNS = 24;

  private final List<String> faults = new ArrayList<>();

  private BoardFaults() {}

  /**
   * @param others the boards that may be linked to
   */
  static List<String> of(Board board, List<Board> others) {
    BoardFaults all = new BoardFaults();
    all.head(board, others);
    all.grid(board.panels());
    board.charts().forEach(all::chart);
    Set<String> missing = new TreeSet<>(board.variablesAskedFor());
    missing.removeAll(
        board.variables().stream()
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toSet()));
    missing.forEach(name -> all.faults.add("there is no variable " + name));
    return all.faults;
  }

  private void head(Board board, List<Board> others) {
    for (String field : List.of("uid", "title", "description", "schemaVersion", "tags")) {
      expect(!board.json().path(field).isMissingNode(), "the board has no " + field);
    }
    for (JsonNode link : board.links()) {
      String url = link.path("url").asText();
      expect(
          others.stream().anyMatch(other -> url.equals("/d/" + other.uid())),
          "there is no board " + url);
    }
  }

  private void grid(List<JsonNode> panels) {
    Set<Integer> ids = new HashSet<>();
    for (int at = 0; at < panels.size(); at++) {
      JsonNode panel = panels.get(at);
      int id = panel.path("id").asInt();
      expect(ids.add(id), "two panels have the id " + id);
      Place place = Place.of(panel);
      expect(place.x() + place.w() <= COLUMNS && place.w() > 0, title(panel) + " leaves the grid");
      for (JsonNode before : panels.subList(0, at)) {
        expect(!place.meets(Place.of(before)), title(panel) + " lies over " + title(before));
      }
    }
  }

  private void chart(JsonNode panel) {
    String title = title(panel);
    JsonNode defaults = panel.path("fieldConfig").path("defaults");
    expect(!panel.path("description").asText().isBlank(), title + " has no description");
    expect(!defaults.path("unit").asText().isBlank(), title + " has no unit");
    expect(
        panel.path("datasource").path("uid").asText().equals("${datasource}"),
        title + " is not asked of ${datasource}");
    double last = Double.NEGATIVE_INFINITY;
    for (JsonNode step : defaults.path("thresholds").path("steps")) {
      double value = step.path("value").asDouble(Double.NEGATIVE_INFINITY);
      expect(value >= last, title + " has thresholds out of order");
      last = value;
    }
    switch (panel.path("type").asText()) {
      case "stat" -> stat(panel);
      case "state-timeline" ->
          expect(namesItsStates(defaults), title + " does not name and colour its states");
      case "timeseries" -> legend(panel);
      default -> {}
    }
    Set<String> queries = new HashSet<>();
    Set<String> unnamed = new TreeSet<>();
    for (JsonNode target : panel.path("targets")) {
      String query = target.path("refId").asText();
      expect(queries.add(query), title + " has the query " + query + " twice");
      if (target.path("legendFormat").asText().isBlank()) {
        unnamed.add(query);
      }
    }
    expect(!queries.isEmpty(), title + " asks for nothing");
    unnamed.forEach(query -> faults.add(title + " has no legend for " + query));
  }

  /** A figure of now: the last one of a span stays when there are no more, in its colour. */
  private void stat(JsonNode panel) {
    for (JsonNode target : panel.path("targets")) {
      if (!target.path("instant").asBoolean()) {
        faults.add(title(panel) + " asks for a span, and shows the last value that was in it");
        break;
      }
    }
    JsonNode lowest =
        panel.path("fieldConfig").path("defaults").path("thresholds").path("steps").path(0);
    expect(
        !panel.path("options").path("colorMode").asText().equals("background")
            || !lowest.path("color").asText().equals("green"),
        title(panel) + " is green when it has no value");
  }

  /** By its thresholds it would name them {@code < 1} and {@code 1+}. */
  private static boolean namesItsStates(JsonNode defaults) {
    String mode = defaults.path("color").path("mode").asText();
    List<JsonNode> states = new ArrayList<>();
    defaults.path("mappings").forEach(mapping -> mapping.path("options").forEach(states::add));
    return mode.equals("fixed")
        && !states.isEmpty()
        && states.stream().allMatch(state -> state.hasNonNull("text") && state.hasNonNull("color"));
  }

  /** A table below a graph has room for three rows, so they had better be the highest. */
  private void legend(JsonNode panel) {
    JsonNode legend = panel.path("options").path("legend");
    expect(
        !legend.path("displayMode").asText().equals("table")
            || legend.path("sortBy").asText().equals("Max") && legend.path("sortDesc").asBoolean(),
        title(panel) + " does not begin its legend with the highest");
  }

  private void expect(boolean good, String fault) {
    if (!good) {
      faults.add(fault);
    }
  }

  private static String title(JsonNode panel) {
    return panel.path("title").asText();
  }

  /** Where a panel lies, in columns and rows. */
  private record Place(int x, int y, int w, int h) {
    static Place of(JsonNode panel) {
      JsonNode place = panel.path("gridPos");
      return new Place(
          place.path("x").asInt(),
          place.path("y").asInt(),
          place.path("w").asInt(),
          place.path("h").asInt());
    }

    boolean meets(Place other) {
      return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }
  }
}
