package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.Optional;
import java.util.function.Consumer;

final class DescribeTableHandler implements Operation {
  private final Tables tables;
  private final TableDescription description;

  DescribeTableHandler(Tables tables, TableDescription description) {
    this.tables = tables;
    this.description = description;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    Optional<TableView> table = tables.table(name);
    listener.accept(
        table.isPresent()
            ? description.reply("Table", table.get())
            : new Reply.Failed(TableReplies.notFound(name)));
  }
}
