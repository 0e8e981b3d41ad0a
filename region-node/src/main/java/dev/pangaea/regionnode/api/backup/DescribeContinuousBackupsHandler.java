package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.table.TableNameRequest;
import java.util.function.Consumer;

/** Any table can be backed up at any time, so that its backups are enabled. */
final class DescribeContinuousBackupsHandler implements Operation {
  private final TableLookup tables;

  DescribeContinuousBackupsHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    tables.find(name, BackupFailures.tableNotFound(name));
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeObjectFieldStart("ContinuousBackupsDescription");
              to.writeStringField("ContinuousBackupsStatus", "ENABLED");
              to.writeObjectFieldStart("PointInTimeRecoveryDescription");
              to.writeStringField("PointInTimeRecoveryStatus", "DISABLED");
              to.writeEndObject();
              to.writeEndObject();
              to.writeEndObject();
            }));
  }
}
