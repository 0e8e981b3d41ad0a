package dev.pangaea.regionnode.api.transact;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes items together or not at all. */
final class TransactWriteItemsHandler implements Operation {
  private final ItemAccess items;
  private final Expressions expressions;
  private final JointWrites joint;

  TransactWriteItemsHandler(ItemAccess items, Expressions expressions, JointWrites joint) {
    this.items = items;
    this.expressions = expressions;
    this.joint = joint;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    TransactWriteItemsRequest write = TransactWriteItemsRequest.read(request.body(), expressions);
    List<TableView> tables =
        write.writes().stream().map(each -> items.tableToWrite(each.table())).toList();
    for (int index = 0; index < tables.size(); index++) {
      write.writes().get(index).checkPaths(tables.get(index));
    }
    joint.write(
        new JointWrites.Asked(
            write.writes(), write.token(), write.detail(), write.metricsWanted(), Optional.empty()),
        tables,
        listener);
  }
}
