package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.json.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Items, page by page and region by region; and what a person writes. */
final class ItemActions {
  private static final int PAGE = 25;
  private static final int PAGE_MAX = 200;

  private final Regions regions;

  ItemActions(Regions regions) {
    this.regions = regions;
  }

  /**
   * A page of a table or an index of it.
   *
   * @param after where the last one ended
   */
  Future<JsonNode> page(
      String table,
      String region,
      OptionalInt limit,
      Optional<String> after,
      Optional<String> index) {
    ObjectNode scan =
        Json.object()
            .put("TableName", table)
            .put("Limit", Math.clamp(limit.orElse(PAGE), 1, PAGE_MAX));
    index.ifPresent(name -> scan.put("IndexName", name));
    after.ifPresent(token -> scan.set("ExclusiveStartKey", decoded(token)));
    return regions
        .operation(regions.region(region), "Scan", scan)
        .map(
            page -> {
              ObjectNode json = Json.object();
              json.set("items", page.path("Items"));
              JsonNode last = page.get("LastEvaluatedKey");
              return last == null ? json.putNull("next") : json.put("next", encoded(last));
            });
  }

  /**
   * An item as every region that has its table holds it, and whether these are the same. Which
   * tables a region has that does not answer is not known, so it is among them.
   */
  Future<JsonNode> everywhere(String table, String key) {
    String path = "/items?table=" + Regions.parameter(table) + "&key=" + Regions.parameter(key);
    List<Future<ObjectNode>> asked = new ArrayList<>();
    for (Region region : regions.all()) {
      asked.add(
          regions
              .control(region, HttpMethod.GET, path)
              .map(reply -> held(region, reply))
              .otherwise(_ -> Json.object().put("name", region.name()).put("reachable", false)));
    }
    return Future.join(asked)
        .map(
            _ -> {
              List<ObjectNode> all = asked.stream().map(Future::result).toList();
              List<ObjectNode> members =
                  all.stream().filter(each -> each.path("status").asInt() != 404).toList();
              refuseWhatAllRefuse(members.isEmpty() ? all : members);
              ObjectNode json = Json.object();
              json.set("regions", Json.array(members, each -> each));
              compare(members, json);
              return json;
            });
  }

  private static ObjectNode held(Region region, Calls.Reply reply) {
    ObjectNode json = Json.object().put("name", region.name()).put("reachable", true);
    ObjectNode said = Regions.object(reply.body());
    if (!reply.isSuccess()) {
      String error = said.path("error").asText(said.path("message").asText(""));
      return json.put("status", reply.status())
          .put("error", error.isEmpty() ? reply.body().strip() : error);
    }
    json.setAll(said);
    return json.put("name", region.name());
  }

  private static void refuseWhatAllRefuse(List<ObjectNode> held) {
    if (held.stream().allMatch(each -> each.has("error"))) {
      throw new RefusedException(
          held.getFirst().path("status").asInt(), held.getFirst().path("error").asText());
    }
  }

  /**
   * Whether regions agree is not known while one of them does not say what it holds. One may have
   * dropped the tombstone of an item that is gone in all.
   */
  private static void compare(List<ObjectNode> held, ObjectNode json) {
    if (held.stream().anyMatch(each -> !each.path("reachable").asBoolean() || each.has("error"))) {
      json.putNull("equal");
    } else {
      boolean gone = held.stream().noneMatch(each -> each.hasNonNull("item"));
      json.put("equal", gone || alike(held, "item") && alike(held, "version"));
    }
  }

  private static boolean alike(List<ObjectNode> held, String field) {
    return held.stream().map(each -> each.path(field)).distinct().count() == 1;
  }

  Future<JsonNode> put(ObjectNode wanted) {
    ObjectNode put = Json.object().put("TableName", text(wanted, "table"));
    put.set("Item", object(wanted, "item"));
    return written(wanted, "PutItem", put);
  }

  Future<JsonNode> delete(ObjectNode wanted) {
    ObjectNode delete = Json.object().put("TableName", text(wanted, "table"));
    delete.set("Key", object(wanted, "key"));
    return written(wanted, "DeleteItem", delete);
  }

  private Future<JsonNode> written(ObjectNode wanted, String operation, ObjectNode request) {
    return regions
        .operation(regions.region(text(wanted, "region")), operation, request)
        .map(_ -> Json.object());
  }

  static String text(ObjectNode from, String field) {
    if (!from.path(field).isTextual() || from.path(field).textValue().isEmpty()) {
      throw new RefusedException(400, "say which " + field);
    }
    return from.get(field).textValue();
  }

  private static JsonNode object(ObjectNode from, String field) {
    if (!from.path(field).isObject()) {
      throw new RefusedException(400, field + " is to be an object in DynamoDB's JSON");
    }
    return from.get(field);
  }

  private static String encoded(JsonNode key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode decoded(String token) {
    try {
      return Json.read(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException wrong) {
      throw new RefusedException(400, "after is no token of a page");
    }
  }
}
