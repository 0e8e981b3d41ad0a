package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.table.Tables;
import java.util.function.Consumer;

final class CreateTableHandler implements Operation {
  private final Tables tables;
  private final TableReplies replies;

  CreateTableHandler(Tables tables, TableReplies replies) {
    this.tables = tables;
    this.replies = replies;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    CreateTableRequest create = CreateTableRequest.read(request.body());
    replies.when(
        create.table(), tables.create(create.table(), create.settings(), create.warm()), listener);
  }
}
