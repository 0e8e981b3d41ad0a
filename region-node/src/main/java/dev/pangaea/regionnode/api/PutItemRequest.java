package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.json.JsonReader;

/** A checked request to put an item. */
record PutItemRequest(String table, Item item, boolean returnOld, CapacityDetail detail) {
  static PutItemRequest read(JsonReader from) {
    Constraints constraints = new Constraints();
    String table = null;
    Item item = null;
    String returnValues = null;
    String detail = null;
    String metrics = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "Item" -> item = from.attributes();
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
    constraints.present("item", item);
    ReturnValues.check(constraints, returnValues);
    ReturnValues.checkCollectionMetrics(constraints, metrics);
    constraints.check();
    from.refuseBadValues();
    boolean returnOld = ReturnValues.oldWanted(returnValues);
    return new PutItemRequest(table, item, returnOld, CapacityDetail.of(detail));
  }
}
