package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.History;
import dev.pangaea.dashboards.console.Mark;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The last hour as the page is told it: columns of equal length. */
public final class HistoryJson {
  private HistoryJson() {}

  public static ObjectNode of(History history) {
    ObjectNode json = Json.object();
    ArrayNode atMillis = json.putArray("atMillis");
    for (int point = 0; point < history.size(); point++) {
      atMillis.add(history.atMillis(point));
    }
    json.set("links", Json.array(history.links(), link -> link(history, link)));
    json.put("linksLeftOut", history.linksLeftOut());
    json.set(
        "writesPerSecond",
        Json.array(
            history.regions(),
            region -> {
              ObjectNode column = Json.object().put("region", region);
              column.set(
                  "values", column(history, point -> history.writesPerSecond(region, point)));
              return column;
            }));
    json.set("marks", Json.array(history.marks(), HistoryJson::mark));
    return json;
  }

  public static ObjectNode mark(Mark mark) {
    ObjectNode json =
        Json.object().put("atMillis", mark.atMillis()).put("kind", mark.kind().word());
    ArrayNode links = json.putArray("links");
    mark.links().forEach(links::add);
    return json.put("text", mark.text());
  }

  private static ObjectNode link(History history, String link) {
    ObjectNode json = Json.object().put("name", link);
    for (History.Figure figure : History.Figure.values()) {
      json.set(figure.word(), column(history, point -> history.at(link, figure, point)));
    }
    return json;
  }

  private static ArrayNode column(History history, IntFunction<OptionalDouble> at) {
    ArrayNode values = Json.array();
    for (int point = 0; point < history.size(); point++) {
      values.add(Json.number(at.apply(point)));
    }
    return values;
  }
}
