package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import java.util.ArrayList;
import java.util.List;

/** Reads what is to become of a table's replicas, of which one request changes one. */
final class ReplicaUpdatesReader {
  /** The regions that one element of the list names, by action; each null where there is none. */
  record Element(String create, String update, String delete) {}

  private ReplicaUpdatesReader() {}

  static List<Element> read(JsonReader from, Constraints constraints) {
    List<Element> elements = new ArrayList<>();
    from.enterList();
    for (int number = 1; from.nextElement(); number++) {
      elements.add(element(from, constraints, "replicaUpdates." + number + ".member."));
    }
    return elements;
  }

  private static Element element(JsonReader from, Constraints constraints, String member) {
    String create = null;
    String update = null;
    String delete = null;
    from.enterElement("ReplicationGroupUpdate");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Create" -> create = region(from, constraints, name, member + "create");
        case "Update" -> update = region(from, constraints, name, member + "update");
        case "Delete" -> delete = region(from, constraints, name, member + "delete");
        default -> from.skip();
      }
    }
    return new Element(create, update, delete);
  }

  private static String region(
      JsonReader from, Constraints constraints, String action, String member) {
    String region = null;
    from.enterStructure(action + "ReplicationGroupMemberAction");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "RegionName" -> region = from.string();
        case "KMSMasterKeyId",
            "TableClassOverride",
            "ProvisionedThroughputOverride",
            "OnDemandThroughputOverride",
            "GlobalSecondaryIndexes" ->
            constraints.unbuilt("ReplicaUpdates." + action + "." + name, from);
        default -> from.skip();
      }
    }
    constraints.present(member + ".regionName", region);
    return region == null ? "" : region;
  }

  /** The one change that the elements ask for. */
  static ReplicaUpdate one(List<Element> elements, Identity identity) {
    for (Element element : elements) {
      if (element.create != null && element.delete != null) {
        throw Failure.validation(
                "Update table operation with more than one type of replica actions not allowed.")
            .refused();
      }
    }
    List<Element> distinct = elements.stream().distinct().toList();
    long actions =
        distinct.stream()
            .filter(element -> element.create != null || element.delete != null)
            .count();
    if (actions > 1) {
      throw Failure.validation(
              "Update table operation with more than one create or delete replica actions not"
                  + " allowed")
          .refused();
    }
    if (distinct.size() > 1 || actions == 0) {
      throw Failure.validation(
              "There are no actions specified in the Replica Update Action of the request.")
          .refused();
    }
    Element only = distinct.getFirst();
    return only.create != null
        ? new ReplicaUpdate.Create(region(only.create, identity))
        : new ReplicaUpdate.Delete(region(only.delete, identity));
  }

  private static RegionName region(String name, Identity identity) {
    try {
      return new RegionName(name);
    } catch (IllegalArgumentException malformed) {
      throw Failure.validation(
              "Region "
                  + name
                  + " is not supported. The latest version of global tables are only supported in"
                  + " the following regions: "
                  + identity.regions())
          .refused();
    }
  }
}
