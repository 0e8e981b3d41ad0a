package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.table.CreateTableRequest;
import dev.pangaea.regionnode.backup.Import;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.List;
import java.util.Optional;

/** A checked request to import a table. */
record ImportTableRequest(String table, TableSettings settings, Import.Request request) {
  private static final List<String> FORMATS = List.of("DYNAMODB_JSON", "ION", "CSV");
  private static final List<String> COMPRESSIONS = List.of("GZIP", "ZSTD", "NONE");
  private static final int PREFIX_CHARS_MAX = 1024;

  static ImportTableRequest read(JsonReader from) {
    String bucket = null;
    String prefix = null;
    String owner = null;
    boolean sourced = false;
    String format = null;
    String compression = null;
    String token = null;
    CreateTableRequest create = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "ClientToken" -> token = from.string();
        case "InputFormat" -> format = from.string();
        case "InputCompressionType" -> compression = from.string();
        case "TableCreationParameters" -> create = CreateTableRequest.within(from);
        case "S3BucketSource" -> {
          sourced = true;
          from.enterStructure("S3BucketSource");
          for (String part = from.nextMember(); part != null; part = from.nextMember()) {
            switch (part) {
              case "S3Bucket" -> bucket = from.string();
              case "S3KeyPrefix" -> prefix = from.string();
              case "S3BucketOwner" -> owner = from.string();
              default -> from.skip();
            }
          }
        }
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.present("s3BucketSource", sourced ? bucket == null ? "" : bucket : null);
    if (sourced) {
      S3Names.checkBucket(constraints, "s3BucketSource.s3Bucket", bucket);
      S3Names.checkOwner(constraints, "s3BucketSource.s3BucketOwner", owner);
      constraints.length("s3BucketSource.s3KeyPrefix", prefix, 0, PREFIX_CHARS_MAX);
    }
    constraints.present("inputFormat", format);
    constraints.oneOf("inputFormat", format, FORMATS);
    constraints.oneOf("inputCompressionType", compression, COMPRESSIONS);
    constraints.present("tableCreationParameters", create);
    constraints.check();
    if (!format.equals("DYNAMODB_JSON")) {
      throw Failure.validation("InputFormat " + format + " is not supported by this region")
          .refused();
    }
    if ("ZSTD".equals(compression)) {
      throw Failure.validation("InputCompressionType ZSTD is not supported by this region")
          .refused();
    }
    return new ImportTableRequest(
        create.table(),
        create.settings(),
        new Import.Request(
            bucket,
            Optional.ofNullable(prefix).filter(text -> !text.isEmpty()),
            Optional.ofNullable(owner),
            "GZIP".equals(compression),
            Optional.ofNullable(token)));
  }
}
