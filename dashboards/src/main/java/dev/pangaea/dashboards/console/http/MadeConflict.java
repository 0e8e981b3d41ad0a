package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.json.Json;
import dev.pangaea.dashboards.console.json.LinkControlReader;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A conflict by one click: cuts the links between the regions of a table that are whole, writes the
 * same item in each region, and heals what it cut itself, whatever became of the writes. So no
 * region has seen the other's write, and all are in conflict. Fails if a link stays cut. One at a
 * time.
 */
final class MadeConflict {
  private static final String ATTRIBUTE = "writtenIn";
  private static final int BASE = 36;

  private final Regions regions;
  private final TableList tables;
  private boolean underWay;

  MadeConflict(Regions regions, TableList tables) {
    this.regions = regions;
    this.tables = tables;
  }

  /** Answers which item it is. */
  Future<JsonNode> make(ObjectNode wanted) {
    String table = ItemActions.text(wanted, "table");
    if (underWay) {
      throw new RefusedException(409, "another conflict is being made: try again");
    }
    underWay = true;
    return tables
        .members()
        .compose(
            members -> {
              List<Region> of = members.getOrDefault(table, List.of());
              if (of.size() < 2) {
                throw new RefusedException(409, table + " is not in two regions that answer");
              }
              return tables
                  .key(table, of.getFirst())
                  .compose(schema -> make(table, key(schema, wanted), of));
            })
        .onComplete(_ -> underWay = false);
  }

  private Future<JsonNode> make(String table, ObjectNode key, List<Region> of) {
    return cut(of)
        .compose(
            cut ->
                write(table, key, of)
                    .transform(written -> heal(cut).compose(_ -> outcome(written)))
                    .map(
                        _ -> {
                          ObjectNode json = Json.object().put("table", table);
                          json.set("key", key);
                          return json;
                        }));
  }

  /** The links between these regions that carried changes before. */
  private Future<List<String>> cut(List<Region> of) {
    List<String> names = of.stream().map(Region::name).toList();
    return regions
        .links(HttpMethod.GET, "/links", "")
        .compose(
            reply -> {
              List<String> whole =
                  LinkControlReader.links(reply.body()).stream()
                      .filter(
                          link -> names.contains(link.source()) && names.contains(link.target()))
                      .filter(link -> !link.cut() && !link.down())
                      .map(link -> link.name())
                      .toList();
              List<Future<Calls.Reply>> cutting =
                  whole.stream()
                      .map(link -> regions.links(HttpMethod.POST, path(link, "/partition"), ""))
                      .toList();
              return Future.join(cutting)
                  .recover(failed -> heal(whole).compose(_ -> Future.failedFuture(failed)))
                  .map(whole);
            });
  }

  /** Fails with the names of those that stay cut. */
  private Future<Void> heal(List<String> cut) {
    List<Future<Calls.Reply>> healing =
        cut.stream().map(link -> regions.links(HttpMethod.POST, path(link, "/heal"), "")).toList();
    return Future.join(healing)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              List<String> left =
                  IntStream.range(0, cut.size())
                      .filter(index -> healing.get(index).failed())
                      .mapToObj(cut::get)
                      .toList();
              return Future.failedFuture(
                  new RefusedException(
                      502,
                      String.join(", ", left)
                          + (left.size() > 1 ? " are" : " is")
                          + " still cut: "
                          + failure.getMessage()));
            });
  }

  private static Future<Void> outcome(AsyncResult<Void> of) {
    return of.succeeded() ? Future.succeededFuture() : Future.failedFuture(of.cause());
  }

  /** One attribute of it, so that all else that the item has stays. */
  private Future<Void> write(String table, ObjectNode key, List<Region> of) {
    List<Future<ObjectNode>> writing = new ArrayList<>();
    for (Region region : of) {
      ObjectNode update =
          Json.object().put("TableName", table).put("UpdateExpression", "SET #in = :region");
      update.set("Key", key);
      update.putObject("ExpressionAttributeNames").put("#in", ATTRIBUTE);
      update.putObject("ExpressionAttributeValues").putObject(":region").put("S", region.name());
      writing.add(regions.operation(region, "UpdateItem", update));
    }
    return Future.join(writing).mapEmpty();
  }

  /** The one that is wanted, or one that is not there yet. */
  private static ObjectNode key(JsonNode schema, ObjectNode wanted) {
    if (wanted.hasNonNull("key")) {
      if (wanted.get("key") instanceof ObjectNode key) {
        return key;
      }
      throw new RefusedException(400, "key is to be an object in DynamoDB's JSON");
    }
    long now = System.currentTimeMillis();
    String text = "conflict-" + Long.toString(now, BASE);
    ObjectNode key = Json.object();
    for (JsonNode part : schema) {
      String type = part.path("type").asText();
      String value =
          switch (type) {
            case "N" -> Long.toString(now);
            case "B" -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            default -> text;
          };
      key.putObject(part.path("name").asText()).put(type, value);
    }
    return key;
  }

  private static String path(String link, String action) {
    return "/links/" + Regions.parameter(link).replace("+", "%20") + action;
  }
}
