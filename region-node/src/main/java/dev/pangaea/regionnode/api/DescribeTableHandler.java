package dev.pangaea.regionnode.api;

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
