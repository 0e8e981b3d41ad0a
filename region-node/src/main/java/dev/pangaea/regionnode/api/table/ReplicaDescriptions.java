package dev.pangaea.regionnode.api.table;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.ReplicaOverrides;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes a table's copies in other regions as DynamoDB describes them. */
final class ReplicaDescriptions {
  private static final String REPLICATION_MODE = "GlobalTableSettingsReplicationMode";
  private static final String WITH_OVERRIDES = "ENABLED_WITH_OVERRIDES";

  /** The version of global tables that replicas here are. */
  private static final String GLOBAL_TABLE_VERSION = "2019.11.21";

  private ReplicaDescriptions() {}

  static void write(TableView table, JsonGenerator to) throws IOException {
    to.writeStringField("GlobalTableVersion", GLOBAL_TABLE_VERSION);
    to.writeArrayFieldStart("Replicas");
    for (TableView.Replica replica : table.replicas()) {
      to.writeStartObject();
      to.writeStringField("RegionName", replica.region().value());
      to.writeStringField("ReplicaStatus", replica.status().name());
      overrides(replica.overrides().readCapacityUnits(), replica.overrides().readUnitsMax(), to);
      ThroughputDescriptions.warm(table.history().capacity().warm(), to);
      indexes(table, replica.overrides(), to);
      if (replica.overrides().tableClass().isPresent()) {
        to.writeObjectFieldStart("ReplicaTableClassSummary");
        to.writeStringField("TableClass", replica.overrides().tableClass().get());
        to.writeEndObject();
      }
      to.writeStringField(REPLICATION_MODE, WITH_OVERRIDES);
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeStringField(REPLICATION_MODE, WITH_OVERRIDES);
  }

  private static void indexes(TableView table, ReplicaOverrides overrides, JsonGenerator to)
      throws IOException {
    List<IndexSettings> globals =
        table.settings().indexes().stream().filter(index -> !index.isLocal()).toList();
    if (globals.isEmpty()) {
      return;
    }
    to.writeArrayFieldStart("GlobalSecondaryIndexes");
    for (IndexSettings index : globals) {
      ReplicaOverrides.OfIndex there =
          overrides.indexes().getOrDefault(index.name(), ReplicaOverrides.OfIndex.NONE);
      to.writeStartObject();
      to.writeStringField("IndexName", index.name());
      overrides(there.readCapacityUnits(), there.readUnitsMax(), to);
      ThroughputDescriptions.warm(index.history().warm(), to);
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private static void overrides(
      Optional<Long> readCapacityUnits, Optional<Long> readUnitsMax, JsonGenerator to)
      throws IOException {
    if (readCapacityUnits.isPresent()) {
      to.writeObjectFieldStart("ProvisionedThroughputOverride");
      to.writeNumberField("ReadCapacityUnits", readCapacityUnits.get());
      to.writeEndObject();
    }
    if (readUnitsMax.isPresent()) {
      to.writeObjectFieldStart("OnDemandThroughputOverride");
      to.writeNumberField("MaxReadRequestUnits", readUnitsMax.get());
      to.writeEndObject();
    }
  }
}
