package dev.pangaea.simulator.story.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.HttpCalls.Reply;
import dev.pangaea.simulator.client.ItemJson;
import dev.pangaea.simulator.story.Answer;
import dev.pangaea.simulator.story.Expression;
import dev.pangaea.simulator.story.SceneException;
import dev.pangaea.simulator.story.Story;
import dev.pangaea.simulator.story.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table as regions that run show it to applications and operators.
 *
 * @param prefix of every key
 */
record LiveTable(HttpCalls calls, String table, String prefix) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POLICY_TAG = "pangaea:conflict-policy";
  private static final List<String> CONDITION_FAILURES =
      List.of("ConditionalCheckFailedException", "ConditionalCheckFailed");

  Answer write(LiveRegion region, Write write) {
    String operation =
        switch (write) {
          case Write.Put put -> "PutItem";
          case Write.Update update -> "UpdateItem";
          case Write.Delete delete -> "DeleteItem";
          case Write.Check check -> throw new SceneException("a check is part of a transaction");
        };
    return answer(ask(region, operation, request(write)));
  }

  Answer transact(LiveRegion region, List<Write> writes) {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode items = request.putArray("TransactItems");
    for (Write write : writes) {
      String kind =
          switch (write) {
            case Write.Put put -> "Put";
            case Write.Update update -> "Update";
            case Write.Delete delete -> "Delete";
            case Write.Check check -> "ConditionCheck";
          };
      items.addObject().set(kind, request(write));
    }
    return answer(ask(region, "TransactWriteItems", request));
  }

  Optional<Item> read(LiveRegion region, String key, boolean strongly) {
    ObjectNode request = JSON.createObjectNode().put("TableName", table);
    key(request.putObject("Key"), key);
    request.put("ConsistentRead", strongly);
    Reply reply = ask(region, "GetItem", request);
    if (!reply.isSuccess()) {
      throw new SceneException(region.name() + " refuses a read: " + reply.body());
    }
    JsonNode item = parse(reply).path("Item");
    return item.isMissingNode() ? Optional.empty() : Optional.of(withoutKey(item));
  }

  /** What becomes of concurrent writes, as far as the region has heard. */
  ConflictPolicy policy(LiveRegion region) {
    ObjectNode request = JSON.createObjectNode().put("ResourceArn", arn(region));
    for (JsonNode tag : parse(ask(region, "ListTagsOfResource", request)).path("Tags")) {
      if (tag.path("Key").asText().equals(POLICY_TAG)) {
        return ConflictPolicy.of(tag.path("Value").asText()).orElseThrow();
      }
    }
    return ConflictPolicy.DEFAULT;
  }

  void choose(LiveRegion region, ConflictPolicy policy) {
    ObjectNode request = JSON.createObjectNode().put("ResourceArn", arn(region));
    request.putArray("Tags").addObject().put("Key", POLICY_TAG).put("Value", policy.text());
    Reply reply = ask(region, "TagResource", request);
    if (!reply.isSuccess()) {
      throw new SceneException(region.name() + " refuses a policy: " + reply.body());
    }
  }

  private String arn(LiveRegion region) {
    ObjectNode request = JSON.createObjectNode().put("TableName", table);
    return parse(ask(region, "DescribeTable", request)).at("/Table/TableArn").asText();
  }

  /** A conflict by its losing side: its key in the story; empty if that was a delete. */
  record Lost(String key, Optional<Item> item) {}

  /** The conflicts of this story that a region's ledger holds. */
  List<Lost> ledger(LiveRegion region) {
    ObjectNode request =
        JSON.createObjectNode()
            .put("TableName", "pangaea.conflicts")
            .put("IndexName", "by-item")
            .put("Select", "ALL_ATTRIBUTES")
            .put("KeyConditionExpression", "#table = :table AND begins_with(#item, :prefix)");
    request.putObject("ExpressionAttributeNames").put("#table", "table").put("#item", "item");
    ObjectNode values = request.putObject("ExpressionAttributeValues");
    values.putObject(":table").put("S", table);
    values.putObject(":prefix").put("S", prefix);
    Reply reply = ask(region, "Query", request);
    if (!reply.isSuccess()) {
      throw new SceneException(region.name() + " shows no ledger: " + reply.body());
    }
    List<Lost> ledger = new ArrayList<>();
    for (JsonNode row : parse(reply).path("Items")) {
      JsonNode image = row.at("/loser/M/image");
      if (image.isMissingNode()) {
        throw new SceneException("a conflict without its losing side: " + row);
      }
      ledger.add(
          new Lost(
              row.at("/item/S").asText().substring(prefix.length()),
              image.has("M") ? Optional.of(withoutKey(image.get("M"))) : Optional.empty()));
    }
    return ledger;
  }

  private ObjectNode request(Write write) {
    ObjectNode request = JSON.createObjectNode().put("TableName", table);
    switch (write) {
      case Write.Put(String key, Item item, Expression condition) -> {
        ObjectNode json = request.putObject("Item");
        ItemJson.put(json, item.attributes());
        key(json, key);
      }
      case Write.Update(String key, Expression update, Expression condition) -> {
        key(request.putObject("Key"), key);
        expression(request, "UpdateExpression", update);
      }
      case Write.Delete(String key, Expression condition) -> key(request.putObject("Key"), key);
      case Write.Check(String key, Expression condition) -> key(request.putObject("Key"), key);
    }
    if (!write.condition().isNone()) {
      expression(request, "ConditionExpression", write.condition());
    }
    return request;
  }

  private void key(ObjectNode to, String key) {
    to.putObject(Story.KEY).put("S", prefix + key);
  }

  private static Item withoutKey(JsonNode json) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>(ItemJson.item(json).attributes());
    attributes.remove(Story.KEY);
    return new Item(attributes);
  }

  private static void expression(ObjectNode request, String member, Expression expression) {
    request.put(member, expression.text());
    ObjectNode names = request.withObject("/ExpressionAttributeNames");
    expression.names().forEach(names::put);
    if (!expression.values().isEmpty()) {
      ItemJson.put(request.withObject("/ExpressionAttributeValues"), expression.values());
    }
  }

  private static Answer answer(Reply reply) {
    if (reply.isSuccess()) {
      return new Answer.Done();
    }
    JsonNode failure = parse(reply);
    String type = failure.path("__type").asText();
    boolean condition =
        CONDITION_FAILURES.stream().anyMatch(type::endsWith)
            || failure.path("CancellationReasons").findValuesAsText("Code").stream()
                .anyMatch(CONDITION_FAILURES::contains);
    return condition
        ? new Answer.ConditionFailed()
        : new Answer.Refused(reply.status() + " " + reply.body());
  }

  private Reply ask(LiveRegion region, String operation, ObjectNode request) {
    return reach(
        region, () -> calls.operation(region.name(), region.api(), operation, request.toString()));
  }

  private interface Call {
    Reply make() throws IOException, InterruptedException;
  }

  private static Reply reach(LiveRegion region, Call call) {
    try {
      return call.make();
    } catch (IOException unreachable) {
      throw new SceneException(region.name() + " cannot be reached: " + unreachable, unreachable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new SceneException("interrupted", impatient);
    }
  }

  private static JsonNode parse(Reply reply) {
    try {
      return JSON.readTree(reply.body());
    } catch (JsonProcessingException malformed) {
      throw new SceneException("no JSON: " + reply.body(), malformed);
    }
  }
}
