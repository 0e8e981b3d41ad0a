package dev.pangaea.regionnode.api;

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
