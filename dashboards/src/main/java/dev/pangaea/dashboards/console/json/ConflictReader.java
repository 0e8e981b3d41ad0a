package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Reads items of the ledger, which every region has as the table {@code pangaea.conflicts}, and
 * writes them as the page is told them.
 */
public final class ConflictReader {
  /** Of an image in an event; the page asks for what is larger. */
  private static final int IMAGE_CHARACTERS_MAX = 8 << 10;

  private ConflictReader() {}

  /** Asks for a table's newest conflicts, after the one that is named unless it is empty. */
  public static ObjectNode query(String table, String after, int most) {
    ObjectNode query =
        Json.object()
            .put("TableName", "pangaea.conflicts")
            .put("KeyConditionExpression", after.isEmpty() ? "#t = :t" : "#t = :t AND id > :after")
            .put("ScanIndexForward", false)
            .put("Limit", most);
    query.putObject("ExpressionAttributeNames").put("#t", "table");
    ObjectNode values = query.putObject("ExpressionAttributeValues");
    values.putObject(":t").put("S", table);
    if (!after.isEmpty()) {
      values.putObject(":after").put("S", after);
    }
    return query;
  }

  /**
   * @param region whose ledger it is in
   */
  public static ObjectNode conflict(String region, JsonNode row) {
    ObjectNode json = Json.object().put("id", text(row, "id")).put("table", text(row, "table"));
    json.set("key", row.path("key").path("M"));
    json.put("region", region)
        .put("atMillis", row.path("decidedMillis").path("N").asLong())
        .put("rule", text(row, "rule"))
        .put("outcome", text(row, "outcome"));
    JsonNode loser = row.path("loser").path("M");
    boolean imagesLeftOut = row.path("imagesLeftOut").path("BOOL").asBoolean();
    json.set("winner", side(row.path("winner").path("M"), imagesLeftOut));
    json.set("loser", side(loser, imagesLeftOut));
    if (row.has("result")) {
      json.set("result", image(row.path("result")));
    }
    ArrayNode lost = json.putArray("lost");
    loser.path("lost").path("SS").forEach(lost::add);
    json.put("deleteLost", loser.path("deleteLost").path("BOOL").asBoolean());
    json.put("restoredAs", row.has("restoredAs") ? text(row, "restoredAs") : null);
    return json;
  }

  /** The same without images that are too large for an event. */
  public static ObjectNode brief(ObjectNode conflict) {
    for (String side : new String[] {"winner", "loser"}) {
      ObjectNode of = (ObjectNode) conflict.get(side);
      if (of.get("item").toString().length() > IMAGE_CHARACTERS_MAX) {
        of.putNull("item").put("itemLeftOut", true);
      }
    }
    if (conflict.path("result").toString().length() > IMAGE_CHARACTERS_MAX) {
      conflict.remove("result");
    }
    return conflict;
  }

  private static ObjectNode side(JsonNode side, boolean imageLeftOut) {
    ObjectNode json =
        Json.object()
            .put("side", text(side, "side"))
            .put("region", text(side, "region"))
            .put("version", text(side, "version"));
    try {
      json.put("atMillis", Instant.parse(text(side, "writtenAt")).toEpochMilli());
    } catch (DateTimeParseException none) {
      json.putNull("atMillis");
    }
    json.set("item", image(side.path("image")));
    return json.put("imageLeftOut", imageLeftOut);
  }

  /** Null for a deletion, and where the ledger has no image. */
  private static JsonNode image(JsonNode value) {
    return value.has("M") ? value.get("M") : Json.object().nullNode();
  }

  private static String text(JsonNode of, String name) {
    return of.path(name).path("S").asText();
  }
}
