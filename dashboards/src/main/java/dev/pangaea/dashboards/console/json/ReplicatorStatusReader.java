package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reads {@code GET /status} of a replicator. */
public final class ReplicatorStatusReader {
  private ReplicatorStatusReader() {}

  public static List<Progress> read(String text) {
    List<Progress> all = new ArrayList<>();
    for (JsonNode link : Json.read(text).path("links")) {
      for (JsonNode table : link.path("tables")) {
        all.add(
            new Progress(
                link.path("source").asText(),
                link.path("target").asText(),
                table.path("table").asText(),
                number(table.path("lagP50Millis")),
                number(table.path("lagP99Millis")),
                table.path("stalenessMillis").asLong(),
                NodeStatusReader.whole(table.path("takenInEntries")),
                table.path("backlogRecords").asLong(),
                NodeStatusReader.whole(table.path("backlogAgeMillis")),
                table.path("changesPerSecond").asDouble(),
                !table.path("needsCopy").isEmpty()));
      }
    }
    return all;
  }

  private static OptionalDouble number(JsonNode value) {
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }
}
