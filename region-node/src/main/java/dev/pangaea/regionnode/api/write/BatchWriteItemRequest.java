package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BatchTables;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checked request to put and delete items. @param writes in the order of the request */
record BatchWriteItemRequest(List<Write> writes, CapacityDetail detail, boolean metricsWanted) {
  static final int WRITES_MAX = 25;

  /** One put or delete. */
  sealed interface Write {
    /** The table as the request names it. */
    String table();
  }

  record Put(String table, Item item) implements Write {}

  record Delete(String table, Item key) implements Write {}

  static BatchWriteItemRequest read(JsonReader from) {
    Constraints constraints = new Constraints();
    Map<String, List<Write>> byTable = null;
    String detail = null;
    String metrics = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "RequestItems" -> byTable = tables(from, constraints);
        case "ReturnConsumedCapacity" -> detail = from.string();
        case "ReturnItemCollectionMetrics" -> metrics = from.string();
        default -> from.skip();
      }
    }
    from.end();
    CapacityDetail.check(constraints, detail);
    CollectionMetrics.check(constraints, metrics);
    BatchTables.check(constraints, "BatchWriteItem", byTable);
    checkCounts(constraints, byTable);
    constraints.check();
    from.refuseBadValues();
    List<Write> writes = new ArrayList<>();
    byTable.values().forEach(writes::addAll);
    if (writes.size() > WRITES_MAX) {
      throw Failure.validation("Too many items requested for the BatchWriteItem call").refused();
    }
    return new BatchWriteItemRequest(
        writes, CapacityDetail.of(detail), CollectionMetrics.wanted(metrics));
  }

  private static void checkCounts(Constraints constraints, Map<String, List<Write>> byTable) {
    boolean outOfBounds =
        byTable != null
            && byTable.values().stream()
                .anyMatch(writes -> writes.isEmpty() || writes.size() > WRITES_MAX);
    if (outOfBounds) {
      constraints.broken(
          BatchTables.MEMBER,
          BatchTables.shown(byTable),
          "Map value must satisfy constraint: [Member must have length less than or equal to 25,"
              + " Member must have length greater than or equal to 1]");
    }
  }

  private static Map<String, List<Write>> tables(JsonReader from, Constraints constraints) {
    Map<String, List<Write>> byTable = new LinkedHashMap<>();
    from.enterMap("java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>");
    for (String table = from.nextMember(); table != null; table = from.nextMember()) {
      List<Write> writes = new ArrayList<>();
      from.enterList();
      for (int number = 1; from.nextElement(); number++) {
        String member = BatchTables.MEMBER + "." + table + ".member." + number + ".member.";
        writes.add(write(table, from, constraints, member));
      }
      byTable.put(table, writes);
    }
    return byTable;
  }

  private static Write write(
      String table, JsonReader from, Constraints constraints, String member) {
    Write write = null;
    boolean several = false;
    from.enterElement("WriteRequest");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "PutRequest" -> {
          several |= write instanceof Delete;
          write = new Put(table, only("Item", name, from, constraints, member + "putRequest.item"));
        }
        case "DeleteRequest" -> {
          several |= write instanceof Put;
          write =
              new Delete(table, only("Key", name, from, constraints, member + "deleteRequest.key"));
        }
        default -> from.skip();
      }
    }
    if (several) {
      from.badValue(
          Failure.validation(
              "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                  + " the supported datatypes"));
    }
    if (write == null) {
      from.badValue(
          Failure.validation(
              "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes"));
      return new Delete(table, Item.EMPTY);
    }
    return write;
  }

  /** The attributes that are a structure's only member. */
  private static Item only(
      String wanted, String shape, JsonReader from, Constraints constraints, String member) {
    Item attributes = null;
    from.enterStructure(shape);
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals(wanted)) {
        attributes = from.attributes();
      } else {
        from.skip();
      }
    }
    constraints.present(member, attributes);
    return attributes == null ? Item.EMPTY : attributes;
  }
}
