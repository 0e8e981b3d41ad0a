package dev.pangaea.regionnode.api.table;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.api.index.IndexDescriptions;
import dev.pangaea.regionnode.api.index.KeySchemaWriter;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.stream.StreamId;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableHistory;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes a table as DynamoDB describes it. What belongs to global tables is absent where the table
 * has no replica.
 */
public final class TableDescription {
  private final Identity identity;
  private final Store store;
  private final IndexDescriptions indexes;

  public TableDescription(Identity identity, Store store) {
    this.identity = identity;
    this.store = store;
    this.indexes = new IndexDescriptions(identity, store);
  }

  public Reply reply(String member, TableView table) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeFieldName(member);
          write(table, to);
          to.writeEndObject();
        });
  }

  private void write(TableView table, JsonGenerator to) throws IOException {
    TableSettings settings = table.settings();
    to.writeStartObject();
    keys(settings, to);
    to.writeStringField("TableName", table.name());
    to.writeStringField("TableStatus", table.status().name());
    ThroughputDescriptions.seconds("CreationDateTime", table.createdMillis(), to);
    capacity(table, to);
    contents(table, to);
    to.writeStringField("TableArn", identity.tableArn(table.name()));
    to.writeStringField("TableId", table.tableId());
    stream(table, to);
    if (settings.tableClass().isPresent()) {
      to.writeObjectFieldStart("TableClassSummary");
      to.writeStringField("TableClass", settings.tableClass().get());
      event("LastUpdateDateTime", TableHistory.Event.TABLE_CLASS_CHANGED, table, to);
      to.writeEndObject();
    }
    ThroughputDescriptions.warm(table.history().capacity().warm(), to);
    to.writeBooleanField("DeletionProtectionEnabled", settings.deletionProtected());
    indexes.write(table, to);
    if (table.history().origin().isPresent()) {
      restored(table.history().origin().get(), to);
    }
    if (table.global()) {
      ReplicaDescriptions.write(table, to);
    }
    to.writeEndObject();
  }

  private static void keys(TableSettings settings, JsonGenerator to) throws IOException {
    KeySchema schema = settings.keySchema();
    to.writeArrayFieldStart("AttributeDefinitions");
    for (KeyAttribute attribute :
        settings.keyAttributes().stream()
            .sorted(Comparator.comparing(KeyAttribute::name))
            .toList()) {
      definition(attribute, to);
    }
    to.writeEndArray();
    KeySchemaWriter.write(List.of(schema.partitionKey()), schema.sortKey().stream().toList(), to);
  }

  private static void definition(KeyAttribute attribute, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("AttributeName", attribute.name());
    to.writeStringField("AttributeType", attribute.type().name());
    to.writeEndObject();
  }

  private static void capacity(TableView table, JsonGenerator to) throws IOException {
    long readUnits = 0;
    long writeUnits = 0;
    String billingMode = "PAY_PER_REQUEST";
    switch (table.settings().capacity()) {
      case Capacity.OnDemand _ -> {}
      case Capacity.Provisioned(long read, long write) -> {
        readUnits = read;
        writeUnits = write;
        billingMode = "PROVISIONED";
      }
    }
    if (table.history().last().containsKey(TableHistory.Event.PUT_ON_DEMAND)) {
      to.writeObjectFieldStart("BillingModeSummary");
      to.writeStringField("BillingMode", billingMode);
      event("LastUpdateToPayPerRequestDateTime", TableHistory.Event.PUT_ON_DEMAND, table, to);
      to.writeEndObject();
    }
    to.writeObjectFieldStart("ProvisionedThroughput");
    ThroughputDescriptions.history(table.history().capacity(), to);
    to.writeNumberField("ReadCapacityUnits", readUnits);
    to.writeNumberField("WriteCapacityUnits", writeUnits);
    to.writeEndObject();
    ThroughputDescriptions.onDemand(table.settings().capacity(), to);
  }

  private void contents(TableView table, JsonGenerator to) throws IOException {
    long items = 0;
    long bytes = 0;
    if (table.status() != TableStatus.CREATING) {
      for (int partition = 0; partition < table.partitions(); partition++) {
        Applied applied = store.applied(new PartitionId(table.storeNumber(), partition));
        items += applied.items();
        bytes += applied.itemBytes();
      }
    }
    to.writeNumberField("TableSizeBytes", bytes);
    to.writeNumberField("ItemCount", items);
  }

  private void stream(TableView table, JsonGenerator to) throws IOException {
    Optional<String> viewType = table.settings().streamViewType();
    if (viewType.isPresent()) {
      to.writeObjectFieldStart("StreamSpecification");
      to.writeBooleanField("StreamEnabled", true);
      to.writeStringField("StreamViewType", viewType.get());
      to.writeEndObject();
    }
    Long enabledMillis = table.history().last().get(TableHistory.Event.STREAM_ENABLED);
    if (enabledMillis == null) {
      return;
    }
    String label = StreamId.label(enabledMillis);
    to.writeStringField("LatestStreamLabel", label);
    to.writeStringField("LatestStreamArn", identity.tableArn(table.name()) + "/stream/" + label);
  }

  /** An import is told of by itself. */
  private void restored(TableOrigin origin, JsonGenerator to) throws IOException {
    if (origin.sourceTable().isEmpty()) {
      return;
    }
    String source = identity.tableArn(origin.sourceTable().get());
    to.writeObjectFieldStart("RestoreSummary");
    if (origin.kind() == TableOrigin.Kind.BACKUP) {
      to.writeStringField("SourceBackupArn", source + "/backup/" + origin.source());
    }
    to.writeStringField("SourceTableArn", source);
    ThroughputDescriptions.seconds("RestoreDateTime", origin.atMillis(), to);
    to.writeBooleanField("RestoreInProgress", !origin.whole());
    to.writeEndObject();
  }

  private static void event(
      String member, TableHistory.Event event, TableView table, JsonGenerator to)
      throws IOException {
    Long millis = table.history().last().get(event);
    if (millis != null) {
      ThroughputDescriptions.seconds(member, millis, to);
    }
  }
}
