package dev.pangaea.regionnode.api.table;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Says of each region of a global table, this one too, that nothing scales its capacity. */
final class DescribeTableReplicaAutoScalingHandler implements Operation {
  private final TableLookup tables;

  DescribeTableReplicaAutoScalingHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    Failure missing =
        Failure.of(
            ErrorKind.RESOURCE_NOT_FOUND, "Global table with name: '" + name + "' does not exist.");
    TableView table = tables.find(name, missing);
    if (!table.global()) {
      throw missing.refused();
    }
    listener.accept(new Reply.Success(to -> write(table, to)));
  }

  private static void write(TableView table, JsonGenerator to) throws IOException {
    TreeMap<RegionName, TableStatus> regions = new TreeMap<>();
    regions.put(table.region(), table.status());
    table.replicas().forEach(replica -> regions.put(replica.region(), replica.status()));
    to.writeStartObject();
    to.writeObjectFieldStart("TableAutoScalingDescription");
    to.writeStringField("TableName", table.name());
    to.writeStringField("TableStatus", table.status().name());
    to.writeArrayFieldStart("Replicas");
    for (Map.Entry<RegionName, TableStatus> region : regions.entrySet()) {
      to.writeStartObject();
      to.writeStringField("RegionName", region.getKey().value());
      indexes(table, to);
      unscaled("ReplicaProvisionedReadCapacityAutoScalingSettings", to);
      unscaled("ReplicaProvisionedWriteCapacityAutoScalingSettings", to);
      to.writeStringField("ReplicaStatus", region.getValue().name());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
    to.writeEndObject();
  }

  /** Global indexes are alike in every region, and stand in each as in the one that is asked. */
  private static void indexes(TableView table, JsonGenerator to) throws IOException {
    List<IndexSettings> global =
        table.settings().indexes().stream().filter(index -> !index.isLocal()).toList();
    if (global.isEmpty()) {
      return;
    }
    to.writeArrayFieldStart("GlobalSecondaryIndexes");
    for (IndexSettings index : global) {
      to.writeStartObject();
      to.writeStringField("IndexName", index.name());
      to.writeStringField("IndexStatus", index.status().name());
      unscaled("ProvisionedReadCapacityAutoScalingSettings", to);
      unscaled("ProvisionedWriteCapacityAutoScalingSettings", to);
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private static void unscaled(String member, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart(member);
    to.writeBooleanField("AutoScalingDisabled", true);
    to.writeArrayFieldStart("ScalingPolicies");
    to.writeEndArray();
    to.writeEndObject();
  }
}
