package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.json.JsonReader;

/** A checked request to read an item. */
record GetItemRequest(String table, Item key, boolean consistent, CapacityDetail detail) {
  static GetItemRequest read(JsonReader from) {
    Constraints constraints = new Constraints();
    String table = null;
    Item key = null;
    boolean consistent = false;
    String detail = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "Key" -> key = from.attributes();
        case "ConsistentRead" -> consistent = from.bool();
        case "ReturnConsumedCapacity" -> detail = from.string();
        case "ProjectionExpression", "ExpressionAttributeNames", "AttributesToGet" ->
            constraints.unbuilt(name, from);
        default -> from.skip();
      }
    }
    from.end();
    CapacityDetail.check(constraints, detail);
    TableNames.existing(constraints, table);
    constraints.present("key", key);
    constraints.check();
    from.refuseBadValues();
    return new GetItemRequest(table, key, consistent, CapacityDetail.of(detail));
  }
}
