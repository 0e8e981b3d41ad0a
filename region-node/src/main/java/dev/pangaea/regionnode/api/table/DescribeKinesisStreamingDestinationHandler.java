package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

/** Says that no table's changes go to a Kinesis stream. */
final class DescribeKinesisStreamingDestinationHandler implements Operation {
  private final TableLookup tables;

  DescribeKinesisStreamingDestinationHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    TableView table = tables.existing(TableNames.plain(TableNameRequest.read(request.body())));
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeStringField("TableName", table.name());
              to.writeArrayFieldStart("KinesisDataStreamDestinations");
              to.writeEndArray();
              to.writeEndObject();
            }));
  }
}
