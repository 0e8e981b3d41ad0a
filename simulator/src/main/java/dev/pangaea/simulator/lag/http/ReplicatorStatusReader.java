package dev.pangaea.simulator.lag.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.lag.ReplicatorStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.Lag;
import dev.pangaea.simulator.lag.ReplicatorStanding.LinkStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.TableOnLink;
import dev.pangaea.simulator.lag.Route;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the status of a replicator. */
final class ReplicatorStatusReader {
  private ReplicatorStatusReader() {}

  static ReplicatorStanding read(JsonNode status) {
    return new ReplicatorStanding(
        Fields.text(status, "target"),
        Fields.list(status, "links").map(ReplicatorStatusReader::link).toList());
  }

  private static LinkStanding link(JsonNode link) {
    String source = Fields.text(link, "source");
    String target = Fields.text(link, "target");
    return new LinkStanding(
        source,
        target,
        Fields.number(link, "connections"),
        (int) Fields.number(link, "lanes"),
        Fields.number(link, "reconnects"),
        Fields.of(link, "circuitOpen").asBoolean(),
        Fields.of(link, "nodeAnswers").asBoolean(),
        Fields.list(link, "tables")
            .map(table -> table(new Route(source, target, Fields.text(table, "table")), table))
            .toList());
  }

  private static TableOnLink table(Route route, JsonNode table) {
    return new TableOnLink(
        route,
        lag(table),
        Fields.number(table, "stalenessMillis"),
        Fields.number(table, "backlogRecords"),
        Fields.optionalLong(table, "backlogAgeMillis"),
        Fields.number(table, "takenInEntries"),
        Fields.optionalDouble(table, "backlogFallsPerSecond"),
        Fields.of(table, "changesPerSecond").asDouble(),
        Fields.list(table, "needsCopy").map(JsonNode::asText).toList());
  }

  private static Optional<Lag> lag(JsonNode table) {
    OptionalDouble p50 = Fields.optionalDouble(table, "lagP50Millis");
    return p50.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lag(
                p50.getAsDouble(),
                Fields.of(table, "lagP90Millis").asDouble(),
                Fields.of(table, "lagP99Millis").asDouble(),
                Fields.of(table, "lagMaxMillis").asDouble()));
  }
}
