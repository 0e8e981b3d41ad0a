package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class PutItemHandler implements Operation {
  private final ItemAccess items;
  private final Expressions expressions;

  PutItemHandler(ItemAccess items, Expressions expressions) {
    this.items = items;
    this.expressions = expressions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    WriteMembers put = WriteMembers.ofPut(request.body());
    put.returnValues().refuseAllButOld();
    EncodedItem item = Commands.encoded(put.attributes());
    WriteMembers.Meaning meaning = put.meaning(expressions);
    TableView table = items.tableToWrite(put.table());
    WriteCommand command = Commands.put(table, put.attributes(), item, meaning.condition());
    WriteReply reply = WriteReply.of(put, table, command, meaning.update(), items);
    items.write(table, command, outcome -> listener.accept(reply.to(outcome)));
  }
}
