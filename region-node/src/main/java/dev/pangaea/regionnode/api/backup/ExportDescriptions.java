package dev.pangaea.regionnode.api.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.backup.Export;
import java.io.IOException;
import java.util.Optional;

/** Writes exports as DynamoDB describes them. */
final class ExportDescriptions implements ListRequest.Listed<Export> {
  private final Identity identity;

  ExportDescriptions(Identity identity) {
    this.identity = identity;
  }

  Reply reply(Export export) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeObjectFieldStart("ExportDescription");
          write(export, to);
          to.writeEndObject();
          to.writeEndObject();
        });
  }

  @Override
  public String id(Export export) {
    return export.id();
  }

  @Override
  public String tableArn(Export export) {
    return identity.tableArn(export.source().table());
  }

  @Override
  public void summary(Export export, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("ExportArn", ExportArn.of(export, identity));
    to.writeStringField("ExportStatus", export.status().name());
    to.writeStringField("ExportType", "FULL_EXPORT");
    to.writeEndObject();
  }

  private void write(Export export, JsonGenerator to) throws IOException {
    Export.Request request = export.request();
    to.writeStringField("ExportArn", ExportArn.of(export, identity));
    to.writeStringField("ExportStatus", export.status().name());
    ThroughputDescriptions.seconds("StartTime", export.startMillis(), to);
    if (export.endMillis().isPresent()) {
      ThroughputDescriptions.seconds("EndTime", export.endMillis().get(), to);
    }
    if (export.status() == Export.Status.COMPLETED) {
      to.writeStringField("ExportManifest", export.manifestKey());
    }
    to.writeStringField("TableArn", identity.tableArn(export.source().table()));
    to.writeStringField("TableId", export.source().tableId());
    ThroughputDescriptions.seconds("ExportTime", export.atMillis(), to);
    text("ClientToken", request.token(), to);
    to.writeStringField("S3Bucket", request.bucket());
    text("S3BucketOwner", request.bucketOwner(), to);
    text("S3Prefix", request.prefix(), to);
    text("FailureCode", export.failure().map(Export.FailureReason::code), to);
    text("FailureMessage", export.failure().map(Export.FailureReason::message), to);
    to.writeStringField("ExportFormat", "DYNAMODB_JSON");
    to.writeStringField("ExportType", "FULL_EXPORT");
    to.writeNumberField("BilledSizeBytes", export.bytes());
    to.writeNumberField("ItemCount", export.items());
  }

  private static void text(String name, Optional<String> text, JsonGenerator to)
      throws IOException {
    if (text.isPresent()) {
      to.writeStringField(name, text.get());
    }
  }
}
