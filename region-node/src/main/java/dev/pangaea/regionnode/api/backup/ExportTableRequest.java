package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.backup.Export;
import java.util.List;
import java.util.Optional;

/** A checked request to export a table. */
record ExportTableRequest(String table, Export.Request request) {
  private static final List<String> FORMATS = List.of("DYNAMODB_JSON", "ION");
  private static final List<String> TYPES = List.of("FULL_EXPORT", "INCREMENTAL_EXPORT");
  private static final List<String> ENCRYPTIONS = List.of("AES256", "KMS");
  private static final int PREFIX_CHARS_MAX = 1024;

  static ExportTableRequest read(JsonReader from) {
    String arn = null;
    String bucket = null;
    String prefix = null;
    String owner = null;
    String token = null;
    String format = null;
    String type = null;
    String encryption = null;
    String key = null;
    Long at = null;
    boolean incremental = false;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableArn" -> arn = from.string();
        case "S3Bucket" -> bucket = from.string();
        case "S3Prefix" -> prefix = from.string();
        case "S3BucketOwner" -> owner = from.string();
        case "ClientToken" -> token = from.string();
        case "ExportFormat" -> format = from.string();
        case "ExportType" -> type = from.string();
        case "S3SseAlgorithm" -> encryption = from.string();
        case "S3SseKmsKeyId" -> key = from.string();
        case "ExportTime" -> at = from.millis();
        case "IncrementalExportSpecification" -> {
          incremental = true;
          from.skip();
        }
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.present("tableArn", arn);
    constraints.length("tableArn", arn, 1, TableNames.ARN_CHARS_MAX);
    S3Names.checkBucket(constraints, "s3Bucket", bucket);
    S3Names.checkOwner(constraints, "s3BucketOwner", owner);
    constraints.length("s3Prefix", prefix, 0, PREFIX_CHARS_MAX);
    constraints.oneOf("s3SseAlgorithm", encryption, ENCRYPTIONS);
    constraints.oneOf("exportFormat", format, FORMATS);
    constraints.oneOf("exportType", type, TYPES);
    constraints.check();
    if (!TableNames.isTableArn(arn)) {
      throw Failure.validation("Invalid TableArn: " + arn).refused();
    }
    if (encryption != null || key != null) {
      throw Failure.validation(
              "S3SseAlgorithm and S3SseKmsKeyId are not supported: this region does not encrypt what it stores")
          .refused();
    }
    if ("ION".equals(format)) {
      throw Failure.validation("ExportFormat ION is not supported by this region").refused();
    }
    if (incremental || "INCREMENTAL_EXPORT".equals(type)) {
      throw Failure.validation("Incremental exports are not supported by this region").refused();
    }
    return new ExportTableRequest(
        TableNames.plain(arn),
        new Export.Request(
            bucket,
            Optional.ofNullable(prefix).filter(text -> !text.isEmpty()),
            Optional.ofNullable(owner),
            Optional.ofNullable(at),
            Optional.ofNullable(token)));
  }
}
