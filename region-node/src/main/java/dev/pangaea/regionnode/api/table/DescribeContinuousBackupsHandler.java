package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.function.Consumer;

/**
 * Says that no table is backed up. DynamoDB's {@code ContinuousBackupsStatus} is always ENABLED,
 * since a table there can be backed up at any time: here it cannot.
 */
final class DescribeContinuousBackupsHandler implements Operation {
  private final TableLookup tables;

  DescribeContinuousBackupsHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    tables.find(name, Failure.of(ErrorKind.TABLE_NOT_FOUND, "Table not found: " + name));
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeObjectFieldStart("ContinuousBackupsDescription");
              to.writeStringField("ContinuousBackupsStatus", "DISABLED");
              to.writeObjectFieldStart("PointInTimeRecoveryDescription");
              to.writeStringField("PointInTimeRecoveryStatus", "DISABLED");
              to.writeEndObject();
              to.writeEndObject();
              to.writeEndObject();
            }));
  }
}
