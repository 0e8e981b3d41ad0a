package dev.pangaea.regionnode.api.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.json.EncodedItemWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Export;
import dev.pangaea.regionnode.backup.ExportText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Exports in DynamoDB's JSON, a line for each thing. */
public final class ExportJson implements ExportText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Identity identity;
  private final JsonEncoder encoder = new JsonEncoder();

  public ExportJson(Identity identity) {
    this.identity = identity;
  }

  @Override
  public byte[] item(EncodedItem item) {
    return line(
        to -> {
          to.writeStartObject();
          to.writeFieldName("Item");
          new EncodedItemWriter(to).write(item);
          to.writeEndObject();
        });
  }

  @Override
  public byte[] file(DataFile file) {
    return line(
        to -> {
          to.writeStartObject();
          to.writeNumberField("itemCount", file.items());
          to.writeStringField("md5Checksum", file.md5());
          to.writeStringField("etag", file.md5Hex());
          to.writeStringField("dataFileS3Key", file.key());
          to.writeEndObject();
        });
  }

  @Override
  public byte[] summary(Export export, String filesKey) {
    return line(to -> write(export, filesKey, to));
  }

  private void write(Export export, String filesKey, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("version", "2020-06-30");
    to.writeStringField("exportArn", ExportArn.of(export, identity));
    time("startTime", export.startMillis(), to);
    time("endTime", export.endMillis().orElse(export.startMillis()), to);
    to.writeStringField("tableArn", identity.tableArn(export.source().table()));
    to.writeStringField("tableId", export.source().tableId());
    time("exportTime", export.atMillis(), to);
    to.writeStringField("s3Bucket", export.request().bucket());
    if (export.request().prefix().isPresent()) {
      to.writeStringField("s3Prefix", export.request().prefix().get());
    } else {
      to.writeNullField("s3Prefix");
    }
    to.writeNullField("s3SseAlgorithm");
    to.writeNullField("s3SseKmsKeyId");
    to.writeStringField("manifestFilesS3Key", filesKey);
    to.writeNumberField("billedSizeBytes", export.bytes());
    to.writeNumberField("itemCount", export.items());
    to.writeStringField("outputFormat", "DYNAMODB_JSON");
    to.writeStringField("exportType", "FULL_EXPORT");
    to.writeEndObject();
  }

  private byte[] line(JsonContent content) {
    byte[] text = encoder.encode(content);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }

  private static void time(String name, long millis, JsonGenerator to) throws IOException {
    to.writeStringField(name, TIME.format(Instant.ofEpochMilli(millis)));
  }
}
