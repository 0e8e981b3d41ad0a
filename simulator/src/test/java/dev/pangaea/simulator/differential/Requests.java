package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws requests to one table: most are right, some are not. */
final class Requests {
  static final String TABLE = "diff";

  private final Draw draw;
  private final Expressions expressions;

  Requests(SplittableRandom random) {
    this.draw = new Draw(random);
    this.expressions = new Expressions(draw);
  }

  Call next() {
    Call call =
        switch (draw.below(20)) {
          case 0, 1, 2, 3 -> put();
          case 4, 5, 6, 7, 8 -> update();
          case 9 -> delete();
          case 10, 11 -> get();
          case 12, 13, 14 -> query();
          case 15 -> scan();
          case 16 -> batchWrite();
          case 17 -> batchGet();
          case 18 -> transactWrite();
          default -> transactGet();
        };
    if (draw.chance(0.08)) {
      spoil(call.body());
    }
    return call;
  }

  /** One that writes, as it is meant. */
  Call write() {
    return switch (draw.below(10)) {
      case 0, 1, 2 -> put();
      case 3, 4, 5 -> update();
      case 6 -> delete();
      case 7 -> batchWrite();
      default -> transactWrite();
    };
  }

  private ObjectNode body() {
    return Draw.JSON.objectNode().put("TableName", TABLE);
  }

  private void capacity(ObjectNode body) {
    if (draw.chance(0.15)) {
      body.put("ReturnConsumedCapacity", draw.one(List.of("TOTAL", "INDEXES", "NONE")));
    }
  }

  private void returnValues(ObjectNode body, List<String> values) {
    if (draw.chance(0.4)) {
      body.put("ReturnValues", draw.one(values));
    }
  }

  private void condition(ObjectNode body) {
    if (draw.chance(0.3)) {
      expressions.condition(body, "ConditionExpression");
      if (draw.chance(0.3)) {
        body.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
      }
    }
  }

  private Call put() {
    ObjectNode body = body();
    body.set("Item", draw.item());
    condition(body);
    returnValues(body, List.of("NONE", "ALL_OLD", "ALL_NEW"));
    capacity(body);
    return new Call("PutItem", body);
  }

  private Call update() {
    ObjectNode body = body();
    body.set("Key", draw.key());
    if (!draw.chance(0.05)) {
      expressions.update(body);
    }
    condition(body);
    returnValues(body, List.of("ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW", "NONE"));
    capacity(body);
    return new Call("UpdateItem", body);
  }

  private Call delete() {
    ObjectNode body = body();
    body.set("Key", draw.key());
    condition(body);
    returnValues(body, List.of("NONE", "ALL_OLD", "UPDATED_NEW"));
    capacity(body);
    return new Call("DeleteItem", body);
  }

  private Call get() {
    ObjectNode body = body();
    body.set("Key", draw.key());
    body.put("ConsistentRead", draw.chance(0.5));
    if (draw.chance(0.4)) {
      expressions.projection(body);
    }
    capacity(body);
    return new Call("GetItem", body);
  }

  private Call query() {
    ObjectNode body = body();
    boolean byStatus = draw.chance(0.25);
    if (byStatus) {
      body.put("IndexName", draw.chance(0.9) ? "byStatus" : "byNothing");
    } else if (draw.chance(0.1)) {
      body.put("IndexName", "byTotal");
    }
    expressions.keyCondition(body, byStatus);
    if (draw.chance(0.3)) {
      body.put("ScanIndexForward", draw.chance(0.5));
    }
    if (draw.chance(0.3)) {
      body.put("Limit", draw.below(4));
    }
    readOptions(body);
    return new Call("Query", body);
  }

  private Call scan() {
    ObjectNode body = body();
    if (draw.chance(0.2)) {
      body.put("IndexName", draw.one(List.of("byStatus", "byTotal")));
    }
    readOptions(body);
    return new Call("Scan", body);
  }

  private void readOptions(ObjectNode body) {
    if (draw.chance(0.3)) {
      expressions.condition(body, "FilterExpression");
    }
    if (draw.chance(0.2)) {
      expressions.projection(body);
    }
    if (draw.chance(0.2)) {
      body.put(
          "Select",
          draw.one(
              List.of(
                  "COUNT",
                  "ALL_ATTRIBUTES",
                  "ALL_PROJECTED_ATTRIBUTES",
                  "SPECIFIC_ATTRIBUTES",
                  "NOPE")));
    }
    if (draw.chance(0.2)) {
      body.put("ConsistentRead", true);
    }
    capacity(body);
  }

  private Call batchWrite() {
    ArrayNode writes = Draw.JSON.arrayNode();
    for (int count = 1 + draw.below(4); count > 0; count--) {
      ObjectNode write = writes.addObject();
      if (draw.chance(0.7)) {
        write.withObjectProperty("PutRequest").set("Item", draw.item());
      } else {
        write.withObjectProperty("DeleteRequest").set("Key", draw.key());
      }
    }
    ObjectNode body = Draw.JSON.objectNode();
    body.withObjectProperty("RequestItems").set(TABLE, writes);
    capacity(body);
    return new Call("BatchWriteItem", body);
  }

  private Call batchGet() {
    ObjectNode body = Draw.JSON.objectNode();
    ObjectNode table = body.withObjectProperty("RequestItems").withObjectProperty(TABLE);
    ArrayNode keys = table.putArray("Keys");
    for (int count = 1 + draw.below(3); count > 0; count--) {
      keys.add(draw.key());
    }
    if (draw.chance(0.3)) {
      expressions.projection(table);
    }
    capacity(body);
    return new Call("BatchGetItem", body);
  }

  private Call transactWrite() {
    ObjectNode body = Draw.JSON.objectNode();
    ArrayNode items = body.putArray("TransactItems");
    for (int count = 1 + draw.below(3); count > 0; count--) {
      ObjectNode item = body();
      switch (draw.below(4)) {
        case 0 -> {
          item.set("Item", draw.item());
          condition(item);
          items.addObject().set("Put", item);
        }
        case 1 -> {
          item.set("Key", draw.key());
          expressions.update(item);
          condition(item);
          items.addObject().set("Update", item);
        }
        case 2 -> {
          item.set("Key", draw.key());
          condition(item);
          items.addObject().set("Delete", item);
        }
        default -> {
          item.set("Key", draw.key());
          expressions.condition(item, "ConditionExpression");
          items.addObject().set("ConditionCheck", item);
        }
      }
    }
    return new Call("TransactWriteItems", body);
  }

  private Call transactGet() {
    ObjectNode body = Draw.JSON.objectNode();
    ArrayNode items = body.putArray("TransactItems");
    for (int count = 1 + draw.below(3); count > 0; count--) {
      ObjectNode item = body();
      item.set("Key", draw.key());
      if (draw.chance(0.3)) {
        expressions.projection(item);
      }
      items.addObject().set("Get", item);
    }
    return new Call("TransactGetItems", body);
  }

  /** A member taken away, or made something else. */
  void spoil(ObjectNode body) {
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    String name = draw.one(names);
    switch (draw.below(6)) {
      case 0, 1 -> body.remove(name);
      case 2 -> body.put(name, "nonsense");
      case 3 -> body.put(name, 7);
      case 4 -> body.putArray(name);
      default -> body.putObject(name);
    }
  }
}
