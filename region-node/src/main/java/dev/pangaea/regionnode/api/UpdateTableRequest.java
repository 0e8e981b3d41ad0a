package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.ReplicaUpdatesReader.Element;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import java.util.List;

/** A checked request to change a table, in one thing. */
record UpdateTableRequest(String table, Change change) {
  private static final List<String> CONSISTENCIES = List.of("EVENTUAL", "STRONG");

  /** What is to be changed. */
  sealed interface Change {}

  record Replicas(ReplicaUpdate update) implements Change {}

  record Protection(boolean wanted) implements Change {}

  static UpdateTableRequest read(JsonReader from, Identity identity) {
    Constraints constraints = new Constraints();
    String table = null;
    List<Element> replicas = null;
    Boolean deletionProtected = null;
    String consistency = null;
    boolean others = false;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "ReplicaUpdates" -> replicas = ReplicaUpdatesReader.read(from, constraints);
        case "DeletionProtectionEnabled" -> deletionProtected = from.bool();
        case "MultiRegionConsistency" -> consistency = from.string();
        case "AttributeDefinitions",
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexUpdates",
            "StreamSpecification",
            "SSESpecification",
            "TableClass",
            "OnDemandThroughput",
            "WarmThroughput",
            "GlobalTableWitnessUpdates",
            "GlobalTableSettingsReplicationMode" -> {
          others = true;
          constraints.unbuilt(name, from);
        }
        default -> from.skip();
      }
    }
    from.end();
    TableNames.existing(constraints, table);
    constraints.size("replicaUpdates", replicas, 1, Integer.MAX_VALUE);
    constraints.oneOf("multiRegionConsistency", consistency, CONSISTENCIES);
    constraints.checkMembers();
    if (replicas != null && (others || deletionProtected != null)) {
      throw Failure.invalidParameter(
              "Replica modification must be the only operation in the request")
          .refused();
    }
    if ("STRONG".equals(consistency)) {
      constraints.unbuilt("MultiRegionConsistency");
    }
    constraints.check();
    return new UpdateTableRequest(
        TableNames.plain(table), change(replicas, deletionProtected, identity));
  }

  private static Change change(
      List<Element> replicas, Boolean deletionProtected, Identity identity) {
    if (replicas != null) {
      return new Replicas(ReplicaUpdatesReader.one(replicas, identity));
    }
    if (deletionProtected != null) {
      return new Protection(deletionProtected);
    }
    throw Failure.validation(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates or"
                + " DeletionProtectionEnabled or TableClass is required")
        .refused();
  }
}
