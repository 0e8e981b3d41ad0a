package dev.pangaea.regionnode.api.transact;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checked request to read items together. @param gets in the order of the request */
record TransactGetItemsRequest(List<Get> gets, CapacityDetail detail) {
  /** An item that is wanted. @param projection what of it */
  record Get(String table, Item key, Optional<Projection> projection) implements JointRead {}

  /** The same before it is checked; null where the request says nothing. */
  private record Unchecked(String table, Item key, ProjectionMembers projection) {}

  static TransactGetItemsRequest read(JsonReader from, Expressions expressions) {
    List<Unchecked> elements = null;
    String detail = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TransactItems" -> elements = elements(from);
        case "ReturnConsumedCapacity" -> detail = from.string();
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    CapacityDetail.check(constraints, detail);
    TransactedItems.check(constraints, elements);
    List<Unchecked> checked = elements == null ? List.of() : elements;
    for (int index = 0; index < checked.size(); index++) {
      check(checked.get(index), constraints, TransactedItems.element(index) + ".get");
    }
    constraints.check();
    from.refuseBadValues();
    List<Get> gets = new ArrayList<>();
    for (Unchecked get : checked) {
      get.projection.checkUse();
      gets.add(new Get(get.table, get.key, get.projection.projection(expressions)));
    }
    return new TransactGetItemsRequest(gets, CapacityDetail.of(detail));
  }

  private static List<Unchecked> elements(JsonReader from) {
    List<Unchecked> elements = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      Unchecked element = new Unchecked(null, null, null);
      from.enterElement("TransactGetItem");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        if (name.equals("Get")) {
          element = get(from);
        } else {
          from.skip();
        }
      }
      elements.add(element);
    }
    return elements;
  }

  private static Unchecked get(JsonReader from) {
    String table = null;
    Item key = null;
    ProjectionMembers projection = ProjectionMembers.ofExpression();
    from.enterStructure("Get");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "Key" -> key = from.attributes();
        default -> {
          if (!projection.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    return new Unchecked(table, key, projection);
  }

  private static void check(Unchecked get, Constraints constraints, String member) {
    constraints.present(member, get.projection);
    if (get.projection != null) {
      TableNames.existing(constraints, member + ".tableName", get.table);
      constraints.present(member + ".key", get.key);
    }
  }
}
