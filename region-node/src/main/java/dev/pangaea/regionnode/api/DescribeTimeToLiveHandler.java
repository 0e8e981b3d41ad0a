package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.table.Tables;
import java.util.function.Consumer;

/** Answers that items of the table do not expire: no table's items do. */
final class DescribeTimeToLiveHandler implements Operation {
  private static final JsonContent DISABLED =
      to -> {
        to.writeStartObject();
        to.writeObjectFieldStart("TimeToLiveDescription");
        to.writeStringField("TimeToLiveStatus", "DISABLED");
        to.writeEndObject();
        to.writeEndObject();
      };

  private final Tables tables;

  DescribeTimeToLiveHandler(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    listener.accept(
        tables.table(name).isPresent()
            ? new Reply.Success(DISABLED)
            : new Reply.Failed(TableReplies.notFound(name)));
  }
}
