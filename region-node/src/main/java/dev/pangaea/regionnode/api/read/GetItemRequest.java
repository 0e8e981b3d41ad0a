package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Projection;
import java.util.Optional;

/** A checked request to read an item. @param projection what of it is wanted */
record GetItemRequest(
    String table,
    Item key,
    boolean consistent,
    Optional<Projection> projection,
    CapacityDetail detail) {
  static GetItemRequest read(JsonReader from, Expressions expressions) {
    Constraints constraints = new Constraints();
    String table = null;
    Item key = null;
    boolean consistent = false;
    String detail = null;
    ProjectionMembers projection = new ProjectionMembers();
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "Key" -> key = from.attributes();
        case "ConsistentRead" -> consistent = from.bool();
        case "ReturnConsumedCapacity" -> detail = from.string();
        default -> {
          if (!projection.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    from.end();
    CapacityDetail.check(constraints, detail);
    TableNames.existing(constraints, table);
    constraints.present("key", key);
    projection.check(constraints, "attributesToGet");
    constraints.check();
    projection.checkUse();
    from.refuseBadValues();
    return new GetItemRequest(
        table, key, consistent, projection.projection(expressions), CapacityDetail.of(detail));
  }
}
