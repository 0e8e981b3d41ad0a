package dev.pangaea.simulator.lag;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.lag.NodeStanding.GivenCopy;
import dev.pangaea.simulator.lag.NodeStanding.IndexStanding;
import dev.pangaea.simulator.lag.NodeStanding.TableStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.LinkStanding;
import dev.pangaea.simulator.lag.Survey.Asked;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A survey for programs. What is not known is {@code null}. */
public final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  public static String of(Survey survey, List<String> troubles) {
    ObjectNode root = JSON.createObjectNode();
    root.put("atMillis", survey.atMillis());
    root.put("well", troubles.isEmpty());
    ArrayNode sentences = root.putArray("troubles");
    troubles.forEach(sentences::add);
    ArrayNode regions = root.putArray("regions");
    survey.nodes().forEach(asked -> region(survey, asked, regions.addObject()));
    ArrayNode replicators = root.putArray("replicators");
    survey.replicators().forEach(asked -> reached(asked, replicators.addObject()));
    ArrayNode links = root.putArray("links");
    survey.links().forEach(link -> link(survey, link, links.addObject()));
    return root.toString();
  }

  private static void reached(Asked<?> asked, ObjectNode node) {
    node.put("region", asked.region());
    node.put("address", asked.address().toString());
    node.put("reachable", asked.answer().told().isPresent());
  }

  private static void given(GivenCopy copy, ObjectNode node) {
    node.put("table", copy.table());
    node.put("region", copy.region());
    node.put("partitions", copy.partitions());
    node.put("partitionsCopied", copy.partitionsCopied());
    node.put("records", copy.records());
    node.put("bytes", copy.bytes());
    put(node, "recordsPerSecond", copy.recordsPerSecond());
  }

  private static void region(Survey survey, Asked<NodeStanding> asked, ObjectNode node) {
    reached(asked, node);
    asked
        .answer()
        .told()
        .ifPresent(
            told -> {
              ObjectNode partitions = node.putObject("partitions");
              partitions.put("all", told.partitionsAll());
              partitions.put("led", told.partitionsLed());
              ObjectNode phases = partitions.putObject("phases");
              told.partitions().forEach(phases::put);
              ArrayNode tables = node.putArray("tables");
              told.tables()
                  .forEach(
                      table -> {
                        ObjectNode shown = tables.addObject();
                        table(table, shown);
                        survey
                            .filling(told, table)
                            .ifPresentOrElse(
                                filling -> progress(filling, "filling", shown),
                                () -> shown.putNull("filling"));
                      });
              ArrayNode given = node.putArray("givenCopies");
              told.givenCopies().forEach(copy -> given(copy, given.addObject()));
              ArrayNode copies = node.putArray("awaitedCopies");
              told.awaitedCopies()
                  .forEach(
                      copy ->
                          copies
                              .addObject()
                              .put("table", copy.table())
                              .put("source", copy.source())
                              .put("partitions", copy.partitions()));
            });
  }

  private static void table(TableStanding table, ObjectNode node) {
    node.put("name", table.name());
    node.put("status", table.status());
    node.put("items", table.items());
    node.put("itemBytes", table.itemBytes());
    node.put("conflicts", table.conflicts());
    node.put("quarantined", table.quarantined());
    ObjectNode tombstones = node.putObject("tombstones");
    tombstones.put("kept", table.tombstones().kept());
    ArrayNode awaited = tombstones.putArray("awaited");
    table
        .tombstones()
        .awaitedSinceMillis()
        .forEach(
            (region, since) -> awaited.addObject().put("region", region).put("sinceMillis", since));
    ArrayNode indexes = node.putArray("indexes");
    table.indexes().forEach(index -> index(index, indexes.addObject()));
  }

  private static void index(IndexStanding index, ObjectNode node) {
    node.put("name", index.name());
    node.put("status", index.status());
    node.put("rows", index.rows());
    progress(index.filling(), "filling", node);
  }

  static void progress(Progress progress, String name, ObjectNode parent) {
    ObjectNode node = parent.putObject(name);
    node.put("done", progress.done());
    node.put("all", progress.all());
    node.put("percent", progress.percent());
    put(node, "perSecond", progress.perSecond());
    put(node, "leftMillis", progress.leftMillis());
  }

  private static void link(Survey survey, LinkStanding link, ObjectNode node) {
    node.put("source", link.source());
    node.put("target", link.target());
    node.put("connections", link.connections());
    node.put("lanes", link.lanes());
    node.put("reconnects", link.reconnects());
    node.put("circuitOpen", link.circuitOpen());
    node.put("nodeAnswers", link.nodeAnswers());
    ArrayNode tables = node.putArray("tables");
    link.tables().forEach(table -> LagJson.figures(survey.standing(table), tables.addObject()));
  }

  static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  static void put(ObjectNode node, String name, OptionalLong value) {
    if (value.isPresent()) {
      node.put(name, value.getAsLong());
    } else {
      node.putNull(name);
    }
  }
}
