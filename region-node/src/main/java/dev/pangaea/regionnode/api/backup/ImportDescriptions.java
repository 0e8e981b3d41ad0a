package dev.pangaea.regionnode.api.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.api.index.IndexDescriptions;
import dev.pangaea.regionnode.api.index.KeySchemaWriter;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.backup.Export;
import dev.pangaea.regionnode.backup.Import;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.TableSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes imports as DynamoDB describes them. */
final class ImportDescriptions implements ListRequest.Listed<Import> {
  static final String IMPORT = "/import/";

  private final Identity identity;

  ImportDescriptions(Identity identity) {
    this.identity = identity;
  }

  String arn(Import made) {
    return tableArn(made) + IMPORT + made.id();
  }

  Reply reply(Import made) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeObjectFieldStart("ImportTableDescription");
          common(made, to);
          to.writeStringField("TableId", made.target().tableId());
          text("ClientToken", made.request().token(), to);
          to.writeNumberField("ErrorCount", made.errors());
          to.writeStringField("InputCompressionType", made.request().zipped() ? "GZIP" : "NONE");
          table(made.target(), to);
          to.writeNumberField("ProcessedSizeBytes", made.bytes());
          to.writeNumberField("ProcessedItemCount", made.items());
          to.writeNumberField("ImportedItemCount", made.imported());
          text("FailureCode", made.failure().map(Export.FailureReason::code), to);
          text("FailureMessage", made.failure().map(Export.FailureReason::message), to);
          to.writeEndObject();
          to.writeEndObject();
        });
  }

  @Override
  public String id(Import made) {
    return made.id();
  }

  @Override
  public String tableArn(Import made) {
    return identity.tableArn(made.target().table());
  }

  @Override
  public void summary(Import made, JsonGenerator to) throws IOException {
    to.writeStartObject();
    common(made, to);
    to.writeEndObject();
  }

  private void common(Import made, JsonGenerator to) throws IOException {
    to.writeStringField("ImportArn", arn(made));
    to.writeStringField("ImportStatus", made.status().name());
    to.writeStringField("TableArn", tableArn(made));
    to.writeObjectFieldStart("S3BucketSource");
    to.writeStringField("S3Bucket", made.request().bucket());
    text("S3BucketOwner", made.request().bucketOwner(), to);
    text("S3KeyPrefix", made.request().prefix(), to);
    to.writeEndObject();
    to.writeStringField("InputFormat", "DYNAMODB_JSON");
    ThroughputDescriptions.seconds("StartTime", made.startMillis(), to);
    if (made.endMillis().isPresent()) {
      ThroughputDescriptions.seconds("EndTime", made.endMillis().get(), to);
    }
  }

  private static void table(Import.Target target, JsonGenerator to) throws IOException {
    TableSettings settings = target.settings();
    to.writeObjectFieldStart("TableCreationParameters");
    to.writeStringField("TableName", target.table());
    to.writeArrayFieldStart("AttributeDefinitions");
    for (KeyAttribute attribute : settings.keyAttributes()) {
      to.writeStartObject();
      to.writeStringField("AttributeName", attribute.name());
      to.writeStringField("AttributeType", attribute.type().name());
      to.writeEndObject();
    }
    to.writeEndArray();
    KeySchemaWriter.write(
        List.of(settings.keySchema().partitionKey()),
        settings.keySchema().sortKey().stream().toList(),
        to);
    switch (settings.capacity()) {
      case Capacity.OnDemand _ -> to.writeStringField("BillingMode", "PAY_PER_REQUEST");
      case Capacity.Provisioned provisioned -> {
        to.writeStringField("BillingMode", "PROVISIONED");
        ThroughputDescriptions.units(provisioned, to);
      }
    }
    ThroughputDescriptions.onDemand(settings.capacity(), to);
    IndexDescriptions.shapes(settings, to);
    to.writeEndObject();
  }

  private static void text(String name, Optional<String> text, JsonGenerator to)
      throws IOException {
    if (text.isPresent()) {
      to.writeStringField(name, text.get());
    }
  }
}
