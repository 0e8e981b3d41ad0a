package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.function.Consumer;

final class DescribeTableHandler implements Operation {
  private final TableLookup tables;
  private final TableDescription description;

  DescribeTableHandler(TableLookup tables, TableDescription description) {
    this.tables = tables;
    this.description = description;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    listener.accept(description.reply("Table", tables.existing(name)));
  }
}
