package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.Tables;
import java.util.function.Consumer;

final class DeleteTableHandler implements Operation {
  private final Tables tables;
  private final TableReplies replies;

  DeleteTableHandler(Tables tables, TableReplies replies) {
    this.tables = tables;
    this.replies = replies;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    replies.when(name, tables.delete(name), listener);
  }
}
