package dev.pangaea.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.conflict.item.Item;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A region's conflict ledger, as any client reads it. */
public record LedgerPages(HttpCalls calls, String region, URI api) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that it holds of a table, oldest first. */
  public List<Item> of(String table) throws IOException, InterruptedException {
    List<Item> rows = new ArrayList<>();
    String from = "";
    do {
      HttpCalls.Reply reply =
          calls.operation(
              region,
              api,
              "Query",
              """
              {"TableName":"pangaea.conflicts","KeyConditionExpression":"#table = :table",\
              "ExpressionAttributeNames":{"#table":"table"},\
              "ExpressionAttributeValues":{":table":{"S":"%s"}}%s}"""
                  .formatted(table, from));
      if (!reply.isSuccess()) {
        throw new IOException(region + " shows no ledger: " + reply);
      }
      JsonNode page = JSON.readTree(reply.body());
      page.path("Items").forEach(row -> rows.add(ItemJson.item(row)));
      from =
          page.has("LastEvaluatedKey")
              ? ",\"ExclusiveStartKey\":" + page.get("LastEvaluatedKey")
              : "";
    } while (!from.isEmpty());
    return rows;
  }
}
