package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The two that are compared. */
record Sides(Endpoint ours, Endpoint theirs) {
  private static final int WRITES_MAX = 25;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREATE =
      """
      {"TableName":"diff","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[
         {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},
         {"AttributeName":"status","AttributeType":"S"},{"AttributeName":"total","AttributeType":"N"}],
       "KeySchema":[
         {"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
       "GlobalSecondaryIndexes":[{"IndexName":"byStatus","Projection":{"ProjectionType":"ALL"},
         "KeySchema":[{"AttributeName":"status","KeyType":"HASH"},{"AttributeName":"total","KeyType":"RANGE"}]}],
       "LocalSecondaryIndexes":[{"IndexName":"byTotal","Projection":{"ProjectionType":"KEYS_ONLY"},
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"total","KeyType":"RANGE"}]}]}
      """;

  /**
   * Puts so many requests to both, and finds out at the end, and whenever they answered
   * differently, whether they still hold the same.
   */
  List<Difference> compare(long seed, Supplier<Call> requests, int count)
      throws IOException, InterruptedException {
    create((ObjectNode) JSON.readTree(CREATE));
    List<Difference> differences = new ArrayList<>();
    Call all = new Call("Scan", table(Requests.TABLE));
    for (int number = 1; number <= count; number++) {
      Call call = requests.get();
      Answer here = ours.call(call);
      Answer there = there(call);
      if (!here.equals(there)) {
        differences.add(new Difference(seed, number, call, here, there));
        if (!ours.call(all).equals(theirs.call(all))) {
          empty(ours);
          empty(theirs);
        }
      }
    }
    Answer here = ours.call(all);
    Answer there = theirs.call(all);
    if (!here.equals(there)) {
      differences.add(new Difference(seed, count, all, here, there));
    }
    return differences;
  }

  /**
   * DynamoDB Local fails at rows in descending order: they are those in ascending order, turned.
   */
  private Answer there(Call call) throws IOException, InterruptedException {
    Answer answer = theirs.call(call);
    String statement = call.body().path("Statement").asText();
    if (!answer.error().equals("InternalFailure") || !statement.endsWith(" DESC")) {
      return answer;
    }
    String ascending = statement.substring(0, statement.length() - " DESC".length());
    Answer turned = theirs.call(call.with("Statement", ascending));
    return turned.succeeded() ? new Answer(200, "", turned(turned.body())) : turned;
  }

  private static String turned(String body) throws IOException {
    ObjectNode answer = (ObjectNode) JSON.readTree(body);
    ArrayNode items = JSON.createArrayNode();
    answer.path("Items").forEach(item -> items.insert(0, item));
    return answer.<ObjectNode>set("Items", items).toString();
  }

  /** The table with a stream, under that name. */
  void createStreamed(String name, String view) throws IOException, InterruptedException {
    ObjectNode table = ((ObjectNode) JSON.readTree(CREATE)).put("TableName", name);
    table.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", view);
    create(table);
  }

  /** A table, new and empty. */
  private void create(ObjectNode table) throws IOException, InterruptedException {
    create(ours, table);
    create(theirs, table);
  }

  private static void create(Endpoint endpoint, ObjectNode table)
      throws IOException, InterruptedException {
    Call describe = new Call("DescribeTable", table(table.get("TableName").asText()));
    endpoint.call(new Call("DeleteTable", describe.body()));
    while (endpoint.call(describe).succeeded()) {
      Thread.onSpinWait();
    }
    Answer created = endpoint.call(new Call("CreateTable", table));
    if (!created.succeeded()) {
      throw new AssertionError("the table cannot be made: " + created);
    }
    while (!body(endpoint, describe).at("/Table/TableStatus").asText().equals("ACTIVE")) {
      Thread.onSpinWait();
    }
  }

  /** Takes all items away. */
  private static void empty(Endpoint endpoint) throws IOException, InterruptedException {
    ObjectNode scan = table(Requests.TABLE).put("ProjectionExpression", "pk, sk");
    JsonNode items = body(endpoint, new Call("Scan", scan)).get("Items");
    for (int from = 0; from < items.size(); from += WRITES_MAX) {
      ObjectNode body = JSON.createObjectNode();
      ArrayNode writes = body.putObject("RequestItems").putArray(Requests.TABLE);
      for (int index = from; index < Math.min(items.size(), from + WRITES_MAX); index++) {
        writes.addObject().putObject("DeleteRequest").set("Key", items.get(index));
      }
      endpoint.call(new Call("BatchWriteItem", body));
    }
  }

  private static JsonNode body(Endpoint endpoint, Call call)
      throws IOException, InterruptedException {
    return JSON.readTree(endpoint.call(call).body());
  }

  static ObjectNode table(String name) {
    return JSON.createObjectNode().put("TableName", name);
  }
}
