package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.capacity.OnDemandRequest;
import dev.pangaea.regionnode.api.index.IndexRequest;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.ReplicaOverrides;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a request says that a replica is to have otherwise. */
final class OverridesRequest {
  private final Constraints constraints;
  private final String member;
  private final TreeMap<String, ReplicaOverrides.OfIndex> indexes = new TreeMap<>();
  private Optional<Long> readCapacityUnits = Optional.empty();
  private Optional<Long> readUnitsMax = Optional.empty();
  private Optional<String> tableClass = Optional.empty();

  /**
   * @param member where the request has the replica
   */
  OverridesRequest(Constraints constraints, String member) {
    this.constraints = constraints;
    this.member = member;
  }

  /** Reads a member of the replica, if it is one of these; else leaves it to be read. */
  boolean read(String name, JsonReader from) {
    switch (name) {
      case "ProvisionedThroughputOverride" -> readCapacityUnits = units(from, member);
      case "OnDemandThroughputOverride" -> readUnitsMax = unitsMax(from);
      case "TableClassOverride" -> {
        tableClass = Optional.of(from.string());
        constraints.oneOf(
            member + ".tableClassOverride", tableClass.get(), CreateTableRequest.TABLE_CLASSES);
      }
      case "GlobalSecondaryIndexes" -> indexes(from);
      default -> {
        return false;
      }
    }
    return true;
  }

  ReplicaOverrides overrides() {
    refuseOutside(readUnitsMax, "table");
    indexes.forEach((name, index) -> refuseOutside(index.readUnitsMax(), "index : " + name));
    indexes.values().removeIf(ReplicaOverrides.OfIndex.NONE::equals);
    return new ReplicaOverrides(readCapacityUnits, readUnitsMax, tableClass, indexes);
  }

  private void indexes(JsonReader from) {
    from.enterList();
    int number = 0;
    while (from.nextElement()) {
      number++;
      index(from, member + ".globalSecondaryIndexes." + number + ".member");
    }
    if (number == 0) {
      constraints.broken(
          member + ".globalSecondaryIndexes",
          "[]",
          "Member must have length greater than or equal to 1");
    }
  }

  private void index(JsonReader from, String place) {
    String index = null;
    Optional<Long> units = Optional.empty();
    Optional<Long> unitsMax = Optional.empty();
    from.enterElement("ReplicaGlobalSecondaryIndex");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "IndexName" -> index = from.string();
        case "ProvisionedThroughputOverride" -> units = units(from, place);
        case "OnDemandThroughputOverride" -> unitsMax = unitsMax(from);
        default -> from.skip();
      }
    }
    IndexRequest.checkName(constraints, place, index);
    if (index != null) {
      indexes.put(index, new ReplicaOverrides.OfIndex(units, unitsMax));
    }
  }

  private Optional<Long> units(JsonReader from, String place) {
    Long units = null;
    from.enterStructure("ProvisionedThroughputOverride");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("ReadCapacityUnits")) {
        units = from.integer("Long");
      } else {
        from.skip();
      }
    }
    constraints.atLeast(place + ".provisionedThroughputOverride.readCapacityUnits", units, 1);
    return Optional.ofNullable(units);
  }

  private static Optional<Long> unitsMax(JsonReader from) {
    OnDemandRequest read = OnDemandRequest.read(from, "OnDemandThroughputOverride");
    return Optional.ofNullable(read.read());
  }

  private static void refuseOutside(Optional<Long> unitsMax, String place) {
    new OnDemandRequest(unitsMax.orElse(null), null).checkedChange(place);
  }
}
