package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.json.JsonContent;
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

  private final TableLookup tables;

  DescribeTimeToLiveHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    tables.existing(TableNames.plain(TableNameRequest.read(request.body())));
    listener.accept(new Reply.Success(DISABLED));
  }
}
