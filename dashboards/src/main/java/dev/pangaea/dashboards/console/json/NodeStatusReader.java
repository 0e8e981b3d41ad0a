package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.NodeReading;
import dev.pangaea.dashboards.console.TableFigures;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads {@code GET /status} of a region node. */
public final class NodeStatusReader {
  private NodeStatusReader() {}

  public static NodeReading read(String text) {
    JsonNode status = Json.read(text);
    try {
      return new NodeReading(
          list(status.path("tables"), NodeStatusReader::table),
          logEntries(status),
          list(status.path("visible"), NodeStatusReader::visible));
    } catch (DateTimeParseException wrong) {
      throw new UnreadableException("no time: " + wrong.getParsedString(), wrong);
    }
  }

  /** Partitions name their table by its number in the store. */
  private static Map<String, Long> logEntries(JsonNode status) {
    Map<Long, String> names = new HashMap<>();
    status
        .path("tables")
        .forEach(
            table -> names.put(table.path("storeNumber").asLong(), table.path("name").asText()));
    Map<String, Long> entries = new HashMap<>();
    for (JsonNode partition : status.path("partitions")) {
      String name = names.get(partition.path("table").asLong());
      if (name != null) {
        entries.merge(name, partition.path("nextOffset").asLong(), Long::sum);
      }
    }
    return entries;
  }

  private static TableFigures table(JsonNode table) {
    return new TableFigures(
        table.path("name").asText(),
        table.path("status").asText(),
        table.path("items").asLong(),
        table.path("itemBytes").asLong(),
        table.path("conflicts").asLong(),
        tombstones(table.path("tombstones")),
        table.path("quarantine").path("kept").asLong(),
        list(table.path("indexes"), NodeStatusReader::index));
  }

  private static TableFigures.Tombstones tombstones(JsonNode tombstones) {
    return new TableFigures.Tombstones(
        tombstones.path("kept").asLong(),
        tombstones.path("dropped").asLong(),
        tombstones.path("oldestMillis").asLong(),
        list(
            tombstones.path("awaited"),
            each ->
                new TableFigures.Awaited(
                    each.path("region").asText(), each.path("sinceMillis").asLong())));
  }

  private static TableFigures.Index index(JsonNode index) {
    return new TableFigures.Index(
        index.path("name").asText(),
        index.path("status").asText(),
        index.path("rows").asLong(),
        index.path("itemsLookedAt").asLong(),
        index.path("itemsOfTable").asLong(),
        whole(index.path("itemsPerSecond")));
  }

  private static NodeReading.Visible visible(JsonNode visible) {
    return new NodeReading.Visible(
        visible.path("table").asText(),
        visible.path("source").asText(),
        Instant.parse(visible.path("asOf").asText()).toEpochMilli());
  }

  static OptionalLong whole(JsonNode value) {
    return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    array.forEach(each -> all.add(read.apply(each)));
    return all;
  }
}
