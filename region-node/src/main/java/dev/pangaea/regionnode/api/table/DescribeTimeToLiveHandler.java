package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;
import java.util.function.Consumer;

final class DescribeTimeToLiveHandler implements Operation {
  private final TableLookup tables;

  DescribeTimeToLiveHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    TableView table = tables.existing(name);
    switch (table.status()) {
      case CREATING, DELETING ->
          throw Failure.validation(
                  "Cannot describe time to live while table is in " + table.status() + " state")
              .refused();
      case ACTIVE, UPDATING, CREATION_FAILED -> {}
    }
    listener.accept(reply(table.settings().timeToLive()));
  }

  private static Reply reply(Optional<String> attribute) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeObjectFieldStart("TimeToLiveDescription");
          to.writeStringField("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
          if (attribute.isPresent()) {
            to.writeStringField("AttributeName", attribute.get());
          }
          to.writeEndObject();
          to.writeEndObject();
        });
  }
}
