package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.backup.Export;
import dev.pangaea.regionnode.backup.Exports;
import dev.pangaea.regionnode.backup.RecoveryWindow;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class ExportTableToPointInTimeHandler implements Operation {
  private static final Logger LOG = LoggerFactory.getLogger(ExportTableToPointInTimeHandler.class);

  private final TableLookup tables;
  private final RegionBackups region;
  private final ExportDescriptions descriptions;

  ExportTableToPointInTimeHandler(
      TableLookup tables, RegionBackups region, ExportDescriptions descriptions) {
    this.tables = tables;
    this.region = region;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    ExportTableRequest asked = ExportTableRequest.read(request.body());
    TableView table = SourceTableName.existing(asked.table(), tables);
    RecoveryWindow window = SourceTableName.window(table, region.recovery());
    long instant = asked.request().atMillis().orElse(window.latestMillis());
    if (!window.holds(instant)) {
      throw Failure.of(
              ErrorKind.INVALID_EXPORT_TIME,
              "ExportTime must be between EarliestRestorableDateTime and LatestRestorableDateTime")
          .refused();
    }
    Export.Source source = new Export.Source(table.name(), table.tableId());
    if (!region
        .work()
        .begin(
            Work.Lane.REQUESTS, () -> listener.accept(begun(source, asked.request(), instant)))) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private Reply begun(Export.Source source, Export.Request request, long instant) {
    try {
      if (!region.exports().mayHold(request.bucket(), request.prefix())) {
        return new Reply.Failed(
            Failure.validation("S3Prefix leads out of the bucket " + request.bucket()));
      }
      return switch (region.exports().begin(source, request, instant)) {
        case Exports.Outcome.Accepted(Export export) -> descriptions.reply(export);
        case Exports.Outcome.Conflict _ ->
            new Reply.Failed(
                Failure.of(
                    ErrorKind.EXPORT_CONFLICT,
                    "Export with the same client token but different parameters already exists"));
        case Exports.Outcome.NoRoom(String why) -> new Reply.Failed(BackupFailures.noRoom(why));
        case Exports.Outcome.TooMany _ -> new Reply.Failed(BackupFailures.tooMany("exports"));
      };
    } catch (IOException failure) {
      LOG.error("{} cannot be exported", source.table(), failure);
      return new Reply.Failed(Failure.INTERNAL);
    }
  }
}
