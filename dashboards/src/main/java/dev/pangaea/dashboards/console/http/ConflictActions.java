package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;

/** Conflicts that were decided, restoring their losers, and making one. */
record ConflictActions(Regions regions, ConflictFeed feed, MadeConflict made) {
  /** Goes into a path as it is. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z:.-]{1,200}");

  Future<JsonNode> newest(String table) {
    return feed.newest(table);
  }

  Future<JsonNode> make(ObjectNode wanted) {
    return made.make(wanted);
  }

  /** In the region whose ledger it is in; its node says what became of it. */
  Future<JsonNode> restore(ObjectNode wanted) {
    String id = ItemActions.text(wanted, "id");
    if (!ID.matcher(id).matches()) {
      throw new RefusedException(404, "no such conflict");
    }
    String side = wanted.path("side").asText("");
    String path =
        "/conflicts/"
            + id
            + "/restore"
            + (side.isEmpty() ? "" : "?side=" + Regions.parameter(side));
    return regions
        .control(regions.region(ItemActions.text(wanted, "region")), HttpMethod.POST, path)
        .map(
            reply -> {
              ObjectNode said = Regions.object(reply.body());
              if (reply.isSuccess()) {
                return said;
              }
              String outcome = said.path("outcome").asText("");
              throw new RefusedException(
                  reply.status(), outcome.isEmpty() ? reply.body().strip() : outcome);
            });
  }
}
