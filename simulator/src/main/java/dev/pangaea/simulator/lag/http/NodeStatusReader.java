package dev.pangaea.simulator.lag.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.lag.NodeStanding;
import dev.pangaea.simulator.lag.NodeStanding.AwaitedCopy;
import dev.pangaea.simulator.lag.NodeStanding.GivenCopy;
import dev.pangaea.simulator.lag.NodeStanding.IndexStanding;
import dev.pangaea.simulator.lag.NodeStanding.TableStanding;
import dev.pangaea.simulator.lag.NodeStanding.Tombstones;
import dev.pangaea.simulator.lag.Progress;
import dev.pangaea.simulator.lag.Route;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the status of a node. */
final class NodeStatusReader {
  private NodeStatusReader() {}

  static NodeStanding read(JsonNode status) {
    String region = Fields.text(status, "region");
    TreeMap<String, Integer> phases = new TreeMap<>();
    Fields.list(status, "partitions")
        .forEach(partition -> phases.merge(Fields.text(partition, "phase"), 1, Integer::sum));
    return new NodeStanding(
        region,
        phases,
        Fields.list(status, "tables").map(NodeStatusReader::table).toList(),
        Fields.list(status, "awaitedCopies").map(NodeStatusReader::awaited).toList(),
        Fields.list(status, "givenCopies").map(NodeStatusReader::given).toList(),
        visible(region, status),
        logEntries(status),
        Fields.number(Fields.of(status, "transactions"), "oldestMillis"));
  }

  private static TableStanding table(JsonNode table) {
    JsonNode tombstones = Fields.of(table, "tombstones");
    TreeMap<String, Long> awaited = new TreeMap<>();
    Fields.list(tombstones, "awaited")
        .forEach(
            each -> awaited.put(Fields.text(each, "region"), Fields.number(each, "sinceMillis")));
    return new TableStanding(
        Fields.text(table, "name"),
        Fields.text(table, "status"),
        Fields.number(table, "items"),
        Fields.number(table, "itemBytes"),
        Fields.number(table, "conflicts"),
        Fields.number(Fields.of(table, "quarantine"), "kept"),
        new Tombstones(Fields.number(tombstones, "kept"), awaited),
        Fields.list(table, "indexes").map(NodeStatusReader::index).toList());
  }

  private static IndexStanding index(JsonNode index) {
    return new IndexStanding(
        Fields.text(index, "name"),
        Fields.text(index, "status"),
        Fields.number(index, "rows"),
        new Progress(
            Fields.number(index, "itemsLookedAt"),
            Fields.number(index, "itemsOfTable"),
            Fields.optionalDouble(index, "itemsPerSecond")));
  }

  private static AwaitedCopy awaited(JsonNode copy) {
    return new AwaitedCopy(
        Fields.text(copy, "table"),
        Fields.text(copy, "source"),
        (int) Fields.number(copy, "partitions"));
  }

  private static GivenCopy given(JsonNode copy) {
    return new GivenCopy(
        Fields.text(copy, "table"),
        Fields.text(copy, "region"),
        (int) Fields.number(copy, "partitions"),
        (int) Fields.number(copy, "partitionsCopied"),
        Fields.number(copy, "records"),
        Fields.number(copy, "bytes"),
        Fields.optionalDouble(copy, "recordsPerSecond"));
  }

  private static Map<String, Long> logEntries(JsonNode status) {
    Map<Long, Long> ends = new HashMap<>();
    Fields.list(status, "partitions")
        .forEach(
            partition ->
                ends.merge(
                    Fields.number(partition, "table"),
                    Fields.number(partition, "nextOffset"),
                    Long::sum));
    Map<String, Long> entries = new HashMap<>();
    Fields.list(status, "tables")
        .forEach(
            table ->
                Optional.ofNullable(ends.get(Fields.number(table, "storeNumber")))
                    .ifPresent(end -> entries.put(Fields.text(table, "name"), end)));
    return entries;
  }

  private static Map<Route, Long> visible(String region, JsonNode status) {
    Map<Route, Long> visible = new HashMap<>();
    Fields.list(status, "visible")
        .forEach(
            each ->
                visible.put(
                    new Route(Fields.text(each, "source"), region, Fields.text(each, "table")),
                    millis(Fields.text(each, "asOf"))));
    return visible;
  }

  private static long millis(String instant) {
    try {
      return Instant.parse(instant).toEpochMilli();
    } catch (DateTimeException noInstant) {
      throw new IllegalArgumentException("no time: " + instant, noInstant);
    }
  }
}
