package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.ReplicaUpdatesReader.Element;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import dev.pangaea.regionnode.table.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A checked request to change a table, in one thing or in those that go together. */
record UpdateTableRequest(String table, Change change) {
  private static final List<String> CONSISTENCIES = List.of("EVENTUAL", "STRONG");

  /** What is to be changed. */
  sealed interface Change {}

  record Replicas(ReplicaUpdate update) implements Change {}

  record Settings(TableChange.Update update) implements Change {}

  static UpdateTableRequest read(JsonReader from, Identity identity) {
    Constraints constraints = new Constraints();
    String table = null;
    List<Element> replicas = null;
    List<Named> definitions = null;
    List<IndexUpdatesReader.Element> indexes = null;
    Boolean deletionProtected = null;
    String billingMode = null;
    CapacityRequest.Units units = null;
    StreamRequest stream = null;
    String tableClass = null;
    String consistency = null;
    boolean others = false;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "ReplicaUpdates" -> replicas = ReplicaUpdatesReader.read(from, constraints);
        case "DeletionProtectionEnabled" -> deletionProtected = from.bool();
        case "BillingMode" -> billingMode = from.string();
        case "ProvisionedThroughput" -> units = CapacityRequest.Units.read(from);
        case "StreamSpecification" -> stream = StreamRequest.read(from);
        case "TableClass" -> tableClass = from.string();
        case "MultiRegionConsistency" -> consistency = from.string();
        case "AttributeDefinitions" -> definitions = KeySchemaReader.definitions(from);
        case "GlobalSecondaryIndexUpdates" -> indexes = IndexUpdatesReader.read(from, constraints);
        case "SSESpecification",
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
    if (definitions != null) {
      KeySchemas.checkDefinitions(constraints, definitions);
    }
    IndexUpdatesReader.check(constraints, indexes);
    constraints.size("replicaUpdates", replicas, 1, Integer.MAX_VALUE);
    constraints.oneOf("multiRegionConsistency", consistency, CONSISTENCIES);
    CapacityRequest capacity = new CapacityRequest(billingMode, units);
    capacity.check(constraints);
    if (stream != null) {
      stream.check(constraints);
    }
    constraints.oneOf("tableClass", tableClass, CreateTableRequest.TABLE_CLASSES);
    constraints.checkMembers();
    boolean indexed = indexes != null && !indexes.isEmpty();
    boolean settings =
        deletionProtected != null
            || !capacity.isEmpty()
            || stream != null
            || tableClass != null
            || indexed;
    if (replicas != null && (others || settings)) {
      throw onlyOperation("Replica").refused();
    }
    if ("STRONG".equals(consistency)) {
      constraints.unbuilt("MultiRegionConsistency");
    }
    constraints.check();
    refuseTogether(capacity, stream, tableClass, deletionProtected);
    if (IndexUpdatesReader.structural(indexes)) {
      refuseWithIndexes(capacity, stream, tableClass, deletionProtected);
    }
    String name = TableNames.plain(table);
    if (replicas != null) {
      return new UpdateTableRequest(
          name, new Replicas(ReplicaUpdatesReader.one(replicas, identity)));
    }
    if (!settings) {
      throw nothing().refused();
    }
    TableChange.Update update =
        new TableChange.Update(
            capacity.change(),
            Optional.ofNullable(stream).map(StreamRequest::change),
            Optional.ofNullable(tableClass),
            Optional.ofNullable(deletionProtected),
            indexed ? IndexUpdatesReader.updates(indexes, definitions) : List.of());
    return new UpdateTableRequest(name, new Settings(update));
  }

  /** One request changes one thing, but for a billing mode on demand and a stream. */
  private static void refuseTogether(
      CapacityRequest capacity, StreamRequest stream, String tableClass, Boolean protection) {
    long things =
        Stream.of(!capacity.isEmpty(), stream != null, tableClass != null, protection != null)
            .filter(given -> given)
            .count();
    if (things < 2) {
      return;
    }
    if (tableClass != null) {
      throw onlyOperation("TableClass").refused();
    }
    if (protection != null) {
      throw onlyOperation("DeletionProtection").refused();
    }
    if (!capacity.wantsOnDemand()) {
      throw Failure.invalidParameter("You cannot modify stream status while updating table IOPS")
          .refused();
    }
  }

  /** An index is created or deleted alone. */
  private static void refuseWithIndexes(
      CapacityRequest capacity, StreamRequest stream, String tableClass, Boolean protection) {
    if (tableClass != null) {
      throw onlyOperation("TableClass").refused();
    }
    if (protection != null) {
      throw onlyOperation("DeletionProtection").refused();
    }
    if (!capacity.isEmpty()) {
      throw Failure.invalidParameter("You cannot create or delete index while updating table IOPS")
          .refused();
    }
    if (stream != null) {
      throw Failure.invalidParameter(
              "You cannot create or delete index while changing stream status")
          .refused();
    }
  }

  private static Failure onlyOperation(String thing) {
    return Failure.invalidParameter(
        thing + " modification must be the only operation in the request");
  }

  private static Failure nothing() {
    return Failure.validation(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
            + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates or"
            + " DeletionProtectionEnabled or TableClass is required");
  }
}
