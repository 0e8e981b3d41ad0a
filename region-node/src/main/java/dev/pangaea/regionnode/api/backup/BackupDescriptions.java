package dev.pangaea.regionnode.api.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.api.index.IndexDescriptions;
import dev.pangaea.regionnode.api.index.KeySchemaWriter;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.SourceTable;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import java.io.IOException;
import java.util.List;

/** Writes backups as DynamoDB describes them. */
final class BackupDescriptions {
  private final Identity identity;

  BackupDescriptions(Identity identity) {
    this.identity = identity;
  }

  void details(Backup backup, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("BackupDetails");
    common(backup, to);
    to.writeEndObject();
  }

  void summary(Backup backup, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("TableName", backup.table().name());
    to.writeStringField("TableId", backup.table().tableId());
    to.writeStringField("TableArn", identity.tableArn(backup.table().name()));
    common(backup, to);
    to.writeEndObject();
  }

  void description(Backup backup, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("BackupDescription");
    details(backup, to);
    source(backup, to);
    features(backup.table().settings(), to);
    to.writeEndObject();
  }

  private void common(Backup backup, JsonGenerator to) throws IOException {
    to.writeStringField("BackupArn", BackupArn.of(backup, identity));
    to.writeStringField("BackupName", backup.name());
    to.writeNumberField("BackupSizeBytes", backup.snapshot().content().itemBytes());
    to.writeStringField("BackupStatus", backup.status().name());
    to.writeStringField("BackupType", "USER");
    ThroughputDescriptions.seconds("BackupCreationDateTime", backup.createdMillis(), to);
  }

  private void source(Backup backup, JsonGenerator to) throws IOException {
    SourceTable table = backup.table();
    KeySchema keys = table.settings().keySchema();
    to.writeObjectFieldStart("SourceTableDetails");
    to.writeStringField("TableName", table.name());
    to.writeStringField("TableId", table.tableId());
    to.writeStringField("TableArn", identity.tableArn(table.name()));
    to.writeNumberField("TableSizeBytes", backup.snapshot().content().itemBytes());
    KeySchemaWriter.write(List.of(keys.partitionKey()), keys.sortKey().stream().toList(), to);
    ThroughputDescriptions.seconds("TableCreationDateTime", table.createdMillis(), to);
    ThroughputDescriptions.units(table.settings().capacity(), to);
    ThroughputDescriptions.onDemand(table.settings().capacity(), to);
    to.writeNumberField("ItemCount", backup.snapshot().content().items());
    to.writeStringField(
        "BillingMode",
        switch (table.settings().capacity()) {
          case Capacity.OnDemand _ -> "PAY_PER_REQUEST";
          case Capacity.Provisioned _ -> "PROVISIONED";
        });
    to.writeEndObject();
  }

  private static void features(TableSettings settings, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("SourceTableFeatureDetails");
    IndexDescriptions.shapes(settings, to);
    if (settings.streamViewType().isPresent()) {
      to.writeObjectFieldStart("StreamDescription");
      to.writeBooleanField("StreamEnabled", true);
      to.writeStringField("StreamViewType", settings.streamViewType().get());
      to.writeEndObject();
    }
    if (settings.timeToLive().isPresent()) {
      to.writeObjectFieldStart("TimeToLiveDescription");
      to.writeStringField("TimeToLiveStatus", "ENABLED");
      to.writeStringField("AttributeName", settings.timeToLive().get());
      to.writeEndObject();
    }
    to.writeEndObject();
  }
}
