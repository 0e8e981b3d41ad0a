package dev.pangaea.regionnode.api.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.table.ReplicaOverrides;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what is to become of a table's replicas, of which one request changes one. */
final class ReplicaUpdatesReader {
  /** The actions of one element of the list; each null where there is none. */
  record Element(Action create, Action update, Action delete) {
    boolean createsOrDeletes() {
      return create != null || delete != null;
    }

    boolean updates() {
      return update != null;
    }

    long actions() {
      return Stream.of(create != null, update != null, delete != null).filter(is -> is).count();
    }
  }

  /**
   * @param overrides what the replica is to have otherwise
   */
  record Action(String region, ReplicaOverrides overrides) {}

  private static final Element NOTHING = new Element(null, null, null);

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
    Action create = null;
    Action update = null;
    Action delete = null;
    from.enterElement("ReplicationGroupUpdate");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Create" -> create = action(from, constraints, name, member + "create");
        case "Update" -> update = action(from, constraints, name, member + "update");
        case "Delete" -> delete = action(from, constraints, name, member + "delete");
        default -> from.skip();
      }
    }
    return new Element(create, update, delete);
  }

  private static Action action(
      JsonReader from, Constraints constraints, String action, String member) {
    String region = null;
    OverridesRequest overrides = new OverridesRequest(constraints, member);
    boolean deletes = action.equals("Delete");
    from.enterStructure(action + "ReplicationGroupMemberAction");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "RegionName" -> region = from.string();
        case "KMSMasterKeyId" -> constraints.unbuilt("ReplicaUpdates." + action + "." + name, from);
        default -> {
          if (deletes || !overrides.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    constraints.present(member + ".regionName", region);
    return new Action(region == null ? "" : region, overrides.overrides());
  }

  /** The one change that the elements ask for. */
  static ReplicaUpdate one(List<Element> elements, Identity identity) {
    List<Element> distinct = elements.stream().distinct().toList();
    long updates = distinct.stream().filter(Element::updates).count();
    long others = distinct.stream().filter(Element::createsOrDeletes).count();
    boolean mixed = updates > 0 && others > 0;
    if (mixed || distinct.stream().anyMatch(element -> element.actions() > 1)) {
      throw Failure.validation(
              "Update table operation with more than one type of replica actions not allowed.")
          .refused();
    }
    if (others > 1) {
      throw Failure.validation(
              "Update table operation with more than one create or delete replica actions not"
                  + " allowed")
          .refused();
    }
    if (updates > 1) {
      throw Failure.validation(
              "More than one Update in ReplicaUpdates is not supported by this region yet")
          .refused();
    }
    Element only = distinct.isEmpty() ? NOTHING : distinct.getFirst();
    boolean nothingToUpdate = only.update == null || only.update.overrides.isEmpty();
    if (distinct.size() > 1 || !only.createsOrDeletes() && nothingToUpdate) {
      throw Failure.validation(
              "There are no actions specified in the Replica Update Action of the request.")
          .refused();
    }
    if (only.delete != null) {
      return new ReplicaUpdate.Delete(region(only.delete.region, identity));
    }
    return only.create != null
        ? new ReplicaUpdate.Create(region(only.create.region, identity), only.create.overrides)
        : new ReplicaUpdate.Update(region(only.update.region, identity), only.update.overrides);
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
