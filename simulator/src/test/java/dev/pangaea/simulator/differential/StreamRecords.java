package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the stream of a table tells, by items; each item's records in their order. */
final class StreamRecords {
  private StreamRecords() {}

  static Map<String, List<String>> of(Endpoint endpoint, String table)
      throws IOException, InterruptedException {
    JsonNode described = endpoint.body(new Call("DescribeTable", Sides.table(table)));
    String stream = described.at("/Table/LatestStreamArn").asText();
    ObjectNode named = Draw.JSON.objectNode().put("StreamArn", stream);
    Map<String, List<String>> records = new TreeMap<>();
    for (JsonNode shard :
        endpoint.body(new Call("DescribeStream", named)).at("/StreamDescription/Shards")) {
      ObjectNode oldest =
          named
              .deepCopy()
              .put("ShardId", shard.get("ShardId").asText())
              .put("ShardIteratorType", "TRIM_HORIZON");
      read(endpoint, endpoint.body(new Call("GetShardIterator", oldest)), records);
    }
    return records;
  }

  /** To the first page that tells nothing: all was acknowledged before. */
  private static void read(Endpoint endpoint, JsonNode iterator, Map<String, List<String>> into)
      throws IOException, InterruptedException {
    String next = iterator.get("ShardIterator").asText();
    while (!next.isEmpty()) {
      ObjectNode from = Draw.JSON.objectNode().put("ShardIterator", next);
      JsonNode page = endpoint.body(new Call("GetRecords", from));
      page.get("Records")
          .forEach(
              record ->
                  into.computeIfAbsent(
                          Answer.canonical(record.at("/dynamodb/Keys"), false).toString(),
                          key -> new ArrayList<>())
                      .add(told((ObjectNode) record)));
      next = page.get("Records").isEmpty() ? "" : page.path("NextShardIterator").asText("");
    }
  }

  /** A record without what each has of its own: its number, its place and its time. */
  private static String told(ObjectNode record) {
    record.remove(List.of("eventID", "awsRegion"));
    ((ObjectNode) record.get("dynamodb"))
        .remove(List.of("SequenceNumber", "ApproximateCreationDateTime"));
    return Answer.canonical(record, false).toString();
  }
}
