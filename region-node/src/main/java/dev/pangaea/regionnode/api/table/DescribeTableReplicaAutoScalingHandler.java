package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class DescribeTableReplicaAutoScalingHandler implements Operation {
  private final TableLookup tables;

  DescribeTableReplicaAutoScalingHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    listener.accept(AutoScalingDescriptions.reply(global(tables, name)));
  }

  /** A table that is in several regions; the request is refused if there is none. */
  static TableView global(TableLookup tables, String name) {
    Failure missing =
        Failure.of(
            ErrorKind.RESOURCE_NOT_FOUND, "Global table with name: '" + name + "' does not exist.");
    TableView table = tables.find(name, missing);
    if (!table.global()) {
      throw missing.refused();
    }
    return table;
  }
}
