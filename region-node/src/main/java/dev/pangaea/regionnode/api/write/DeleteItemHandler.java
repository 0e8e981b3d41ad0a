package dev.pangaea.regionnode.api.write;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class DeleteItemHandler implements Operation {
  private final ItemAccess items;
  private final Expressions expressions;

  DeleteItemHandler(ItemAccess items, Expressions expressions) {
    this.items = items;
    this.expressions = expressions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    WriteMembers delete = WriteMembers.ofDelete(request.body());
    delete.returnValues().refuseAllButOld();
    WriteMembers.Meaning meaning = delete.meaning(expressions);
    TableView table = items.tableToWrite(delete.table());
    WriteCommand command = Commands.delete(table, delete.attributes(), meaning.condition());
    WriteReply reply = WriteReply.of(delete, table, command, meaning.update(), items);
    items.write(table, command, outcome -> listener.accept(reply.to(outcome)));
  }
}
