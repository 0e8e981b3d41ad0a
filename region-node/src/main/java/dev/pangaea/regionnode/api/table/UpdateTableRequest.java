package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.capacity.CapacityRequest;
import dev.pangaea.regionnode.api.capacity.OnDemandRequest;
import dev.pangaea.regionnode.api.capacity.WarmThroughputRequest;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.index.IndexUpdatesReader;
import dev.pangaea.regionnode.api.index.KeySchemaReader;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.index.KeySchemas;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.table.ReplicaUpdatesReader.Element;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import dev.pangaea.regionnode.table.TableChange;
import java.util.List;
import java.util.Optional;

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
    OnDemandRequest maximum = null;
    WarmThroughputRequest warm = null;
    EncryptionRequest encryption = null;
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
        case "GlobalSecondaryIndexUpdates" -> indexes = IndexUpdatesReader.read(from);
        case "OnDemandThroughput" -> maximum = OnDemandRequest.read(from);
        case "WarmThroughput" -> warm = WarmThroughputRequest.read(from);
        case "SSESpecification" -> encryption = EncryptionRequest.read(from);
        case "GlobalTableWitnessUpdates", "GlobalTableSettingsReplicationMode" -> {
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
    if (encryption != null) {
      encryption.check(constraints);
    }
    constraints.oneOf("tableClass", tableClass, CreateTableRequest.TABLE_CLASSES);
    constraints.checkMembers();
    boolean indexed = indexes != null && !indexes.isEmpty();
    UpdateCombination things =
        new UpdateCombination(
            capacity,
            maximum != null && !maximum.isEmpty(),
            warm != null && !warm.isEmpty(),
            stream != null,
            encryption != null,
            tableClass != null,
            deletionProtected != null,
            IndexUpdatesReader.structural(indexes));
    boolean settings = indexed || !things.isEmpty();
    if (replicas != null && (others || settings)) {
      throw UpdateCombination.onlyOperation("Replica modification").refused();
    }
    if ("STRONG".equals(consistency)) {
      constraints.unbuilt("MultiRegionConsistency STRONG");
    }
    constraints.check();
    things.check();
    if (encryption != null) {
      throw encryption.refusedChange();
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
            things.maximum() ? Optional.of(maximum.change()) : Optional.empty(),
            things.warm() ? Optional.of(warm.asked()) : Optional.empty(),
            Optional.ofNullable(stream).map(StreamRequest::change),
            Optional.ofNullable(tableClass),
            Optional.ofNullable(deletionProtected),
            indexed ? IndexUpdatesReader.updates(indexes, definitions) : List.of());
    return new UpdateTableRequest(name, new Settings(update));
  }

  private static Failure nothing() {
    return Failure.validation(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
            + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates or"
            + " DeletionProtectionEnabled or TableClass is required");
  }
}
