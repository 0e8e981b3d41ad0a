package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BatchTables;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checked request to read items. @param tables in the order of the request */
record BatchGetItemRequest(List<TableKeys> tables, CapacityDetail detail) {
  static final int KEYS_MAX = 100;

  /**
   * The items wanted of one table.
   *
   * @param table as the request names it
   */
  record TableKeys(
      String table, List<Item> keys, boolean consistent, ProjectionMembers projection) {}

  static BatchGetItemRequest read(JsonReader from) {
    Constraints constraints = new Constraints();
    Map<String, TableKeys> byTable = null;
    String detail = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "RequestItems" -> byTable = tables(from, constraints);
        case "ReturnConsumedCapacity" -> detail = from.string();
        default -> from.skip();
      }
    }
    from.end();
    CapacityDetail.check(constraints, detail);
    BatchTables.check(constraints, "BatchGetItem", byTable);
    constraints.check();
    byTable.values().forEach(table -> table.projection().checkUse());
    from.refuseBadValues();
    int keys = byTable.values().stream().mapToInt(table -> table.keys().size()).sum();
    if (keys > KEYS_MAX) {
      throw Failure.validation("Too many items requested for the BatchGetItem call").refused();
    }
    return new BatchGetItemRequest(List.copyOf(byTable.values()), CapacityDetail.of(detail));
  }

  private static Map<String, TableKeys> tables(JsonReader from, Constraints constraints) {
    Map<String, TableKeys> byTable = new LinkedHashMap<>();
    from.enterMap("com.amazonaws.dynamodb.v20120810.KeysAndAttributes");
    for (String table = from.nextMember(); table != null; table = from.nextMember()) {
      byTable.put(table, table(table, from, constraints));
    }
    return byTable;
  }

  private static TableKeys table(String table, JsonReader from, Constraints constraints) {
    List<Item> keys = null;
    boolean consistent = false;
    ProjectionMembers projection = new ProjectionMembers();
    from.enterElement("KeysAndAttributes");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Keys" -> keys = keys(from);
        case "ConsistentRead" -> consistent = from.bool();
        default -> {
          if (!projection.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    projection.check(constraints, "requestItems." + table + ".member.attributesToGet");
    if (keys == null) {
      constraints.present("requestItems." + table + ".member.keys", null);
      return new TableKeys(table, List.of(), consistent, projection);
    }
    String member = "RequestItems." + table + ".member.Keys";
    if (keys.isEmpty()) {
      constraints.brokenUnshown(member, "Member must have length greater than or equal to 1");
    }
    if (keys.size() > KEYS_MAX) {
      constraints.brokenUnshown(member, "Member must have length less than or equal to 100");
    }
    return new TableKeys(table, keys, consistent, projection);
  }

  private static List<Item> keys(JsonReader from) {
    List<Item> keys = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      keys.add(from.attributes());
    }
    return keys;
  }
}
