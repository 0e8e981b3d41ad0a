package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.json.JsonReader;

/** A checked request to delete an item. */
record DeleteItemRequest(String table, Item key, boolean returnOld, CapacityDetail detail) {
  static DeleteItemRequest read(JsonReader from) {
    Constraints constraints = new Constraints();
    String table = null;
    Item key = null;
    String returnValues = null;
    String detail = null;
    String metrics = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "Key" -> key = from.attributes();
        case "ReturnValues" -> returnValues = from.string();
        case "ReturnConsumedCapacity" -> detail = from.string();
        case "ReturnItemCollectionMetrics" -> metrics = from.string();
        case "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
            "Expected",
            "ConditionalOperator" ->
            constraints.unbuilt(name, from);
        default -> from.skip();
      }
    }
    from.end();
    CapacityDetail.check(constraints, detail);
    TableNames.existing(constraints, table);
    constraints.present("key", key);
    ReturnValues.check(constraints, returnValues);
    ReturnValues.checkCollectionMetrics(constraints, metrics);
    constraints.check();
    from.refuseBadValues();
    boolean returnOld = ReturnValues.oldWanted(returnValues);
    return new DeleteItemRequest(table, key, returnOld, CapacityDetail.of(detail));
  }
}
