package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import java.util.ArrayList;
import java.util.List;

/** Finds where to read the stream of a table. Blocks its caller. */
final class StreamShards {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BenchPlan plan;
  private final ControlClient client;

  StreamShards(BenchPlan plan, ControlClient client) {
    this.plan = plan;
    this.client = client;
  }

  /** An iterator for each open shard of the table's stream, at the end that it has now. */
  List<String> latest() throws BenchException {
    String stream = stream();
    List<String> iterators = new ArrayList<>();
    ObjectNode request = JSON.createObjectNode().put("StreamArn", stream);
    JsonNode last;
    do {
      JsonNode description = call("DescribeStream", request).path("StreamDescription");
      for (JsonNode shard : description.path("Shards")) {
        if (!shard.path("SequenceNumberRange").has("EndingSequenceNumber")) {
          iterators.add(latest(stream, shard.path("ShardId").asText()));
        }
      }
      last = description.path("LastEvaluatedShardId");
      request.put("ExclusiveStartShardId", last.asText());
    } while (!last.isMissingNode());
    return iterators;
  }

  private String stream() throws BenchException {
    JsonNode stream =
        call("DescribeTable", JSON.createObjectNode().put("TableName", plan.table()))
            .at("/Table/LatestStreamArn");
    if (stream.isMissingNode()) {
      throw new BenchException(
          "Table "
              + plan.table()
              + " has no stream; --create-table makes a new one with it, UpdateTable turns it on.");
    }
    return stream.asText();
  }

  private String latest(String stream, String shard) throws BenchException {
    return call(
            "GetShardIterator",
            JSON.createObjectNode()
                .put("StreamArn", stream)
                .put("ShardId", shard)
                .put("ShardIteratorType", "LATEST"))
        .path("ShardIterator")
        .asText();
  }

  private JsonNode call(String operation, ObjectNode body) throws BenchException {
    Target target = plan.target();
    return client.call(target, operation, body.toString()).require(operation, target).body();
  }
}
