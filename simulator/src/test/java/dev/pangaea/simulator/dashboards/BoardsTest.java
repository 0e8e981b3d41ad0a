package dev.pangaea.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The boards by what Grafana expects of them, and by what their reader does. */
class BoardsTest {
  private static final int COLUMNS = 24;

  @Test
  void thereIsOneForEachQuestion() throws IOException {
    assertThat(Board.all())
        .extracting(Board::name)
        .contains("lag.json", "convergence.json", "conflicts.json", "regions.json");
    assertThat(Board.all()).extracting(Board::uid).doesNotContain("").doesNotHaveDuplicates();
  }

  @Test
  void noneHasAFault() throws IOException {
    List<Board> boards = Board.all();
    for (Board board : boards) {
      assertThat(BoardFaults.of(board, boards)).as(board.name()).isEmpty();
    }
  }

  @Test
  void eachAsksForAllOfItsVariables() throws IOException {
    for (Board board : Board.all()) {
      Set<String> defined =
          board.variables().stream()
              .map(variable -> variable.path("name").asText())
              .collect(Collectors.toCollection(TreeSet::new));
      defined.remove("datasource");
      assertThat(board.variablesAskedFor()).as(board.name()).isEqualTo(defined);
    }
  }

  @Test
  void faultsAreFound() throws IOException {
    Board bad =
        Board.of(
            "bad",
            """
            {"uid": "bad", "title": "Bad", "description": "Is it?", "schemaVersion": 41, "tags": ["pangaea"],
             "templating": {"list": [{"name": "datasource", "type": "datasource"}]},
             "links": [{"url": "/d/nowhere"}],
             "panels": [
               {"id": 1, "type": "row", "title": "Now", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
               {"id": 1, "type": "stat", "title": "A", "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4},
                "targets": [{"refId": "A", "expr": "up"}, {"refId": "A", "expr": "up"}]},
               {"id": 2, "type": "stat", "title": "B", "description": "B", "gridPos": {"x": 20, "y": 4, "w": 6, "h": 4},
                "datasource": {"type": "prometheus", "uid": "mine"},
                "fieldConfig": {"defaults": {"unit": "s", "thresholds": {"steps": [{"color": "green", "value": null}, {"value": 2}, {"value": 1}]}}},
                "options": {"colorMode": "background"},
                "targets": [{"refId": "A", "expr": "up{region=\\"$regoin\\"}", "instant": true}]},
               {"id": 3, "type": "state-timeline", "title": "C", "description": "C", "gridPos": {"x": 0, "y": 8, "w": 6, "h": 4},
                "datasource": {"type": "prometheus", "uid": "${datasource}"},
                "fieldConfig": {"defaults": {"unit": "short", "thresholds": {"steps": [{"value": null}, {"value": 1}]}}},
                "targets": [{"refId": "A", "expr": "up", "legendFormat": "{{job}}"}]},
               {"id": 4, "type": "timeseries", "title": "D", "description": "D", "gridPos": {"x": 6, "y": 8, "w": 6, "h": 4},
                "datasource": {"type": "prometheus", "uid": "${datasource}"},
                "fieldConfig": {"defaults": {"unit": "short"}},
                "options": {"legend": {"displayMode": "table", "calcs": ["max"]}},
                "targets": [{"refId": "A", "expr": "up", "legendFormat": "{{job}}"}]}]}
            """);

    assertThat(BoardFaults.of(bad, List.of(bad)))
        .containsExactlyInAnyOrder(
            "two panels have the id 1",
            "A lies over Now",
            "A has no description",
            "A has no unit",
            "A is not asked of ${datasource}",
            "A has the query A twice",
            "A has no legend for A",
            "A asks for a span, and shows the last value that was in it",
            "B leaves the grid",
            "B is not asked of ${datasource}",
            "B has thresholds out of order",
            "B has no legend for A",
            "B is green when it has no value",
            "C does not name and colour its states",
            "D does not begin its legend with the highest",
            "there is no variable regoin",
            "there is no board /d/nowhere");
  }

  @Test
  void panelsUseColumnsThatThereAre() throws IOException {
    for (Board board : Board.all()) {
      for (JsonNode panel : board.panels()) {
        JsonNode place = panel.path("gridPos");
        assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
      }
    }
  }

  @Test
  void headingsStandAboveWhatTheyHead() throws IOException {
    for (Board board : Board.all()) {
      Set<String> types = new HashSet<>();
      JsonNode first = board.panels().getFirst();
      board.panels().forEach(panel -> types.add(panel.path("type").asText()));
      assertThat(first.path("type").asText()).isEqualTo("row");
      assertThat(types).contains("row", "stat", "timeseries");
      assertThat(
              StreamSupport.stream(board.panels().spliterator(), false)
                  .map(panel -> panel.path("gridPos").path("y").asInt())
                  .toList())
          .as("panels in reading order in %s", board.name())
          .isSorted();
    }
  }
}
