package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What each side calls the table's stream, a shard of it, and a place in that. */
record StreamNames(String stream, String shard, String iterator) {
  static final String STREAM = "$STREAM";
  static final String SHARD = "$SHARD";
  static final String ITERATOR = "$ITERATOR";
  private static final ObjectMapper JSON = new ObjectMapper();

  static StreamNames of(Endpoint endpoint, String table) throws IOException, InterruptedException {
    JsonNode described = endpoint.body(new Call("DescribeTable", Sides.table(table)));
    ObjectNode stream = JSON.createObjectNode();
    stream.set("StreamArn", described.at("/Table/LatestStreamArn"));
    JsonNode shards =
        endpoint.body(new Call("DescribeStream", stream)).at("/StreamDescription/Shards");
    ObjectNode latest = stream.deepCopy().put("ShardIteratorType", "LATEST");
    latest.set("ShardId", shards.get(0).get("ShardId"));
    JsonNode iterator = endpoint.body(new Call("GetShardIterator", latest));
    return new StreamNames(
        stream.get("StreamArn").asText(),
        latest.get("ShardId").asText(),
        iterator.get("ShardIterator").asText());
  }

  /** A request with the side's own names. */
  Call in(Call call) {
    String body =
        call.body()
            .toString()
            .replace(ITERATOR, iterator)
            .replace(SHARD, shard)
            .replace(STREAM, stream);
    try {
      return new Call(call.operation(), (ObjectNode) JSON.readTree(body));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An answer without names, places, times and the number of shards. */
  Answer out(Answer answer) {
    String body =
        answer
            .body()
            .replace(iterator, ITERATOR)
            .replace(shard, SHARD)
            .replace(stream, STREAM)
            .replaceAll("\"CreationRequestDateTime\":[0-9.E]+", "\"CreationRequestDateTime\":0")
            .replaceAll("\"StreamLabel\":\"[^\"]*\"", "\"StreamLabel\":\"\"")
            .replaceAll("Iterator\":\"[^\"]*\"", "Iterator\":\"\"")
            .replaceAll("\"LastEvaluatedShardId\":\"[^\"]*\",", "")
            .replaceAll("\"Shards\":\\[[^\\]]+\\]", "\"Shards\":[]");
    return new Answer(answer.status(), answer.error(), body);
  }
}
