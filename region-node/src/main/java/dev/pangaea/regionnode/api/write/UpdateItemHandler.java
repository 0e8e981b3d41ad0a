package dev.pangaea.regionnode.api.write;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

/** Changes an item's attributes where its partition is led; a missing item is made. */
final class UpdateItemHandler implements Operation {
  private final ItemAccess items;
  private final Expressions expressions;

  UpdateItemHandler(ItemAccess items, Expressions expressions) {
    this.items = items;
    this.expressions = expressions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    WriteMembers update = WriteMembers.ofUpdate(request.body());
    WriteMembers.Meaning meaning = update.meaning(expressions);
    TableView table = items.tableToWrite(update.table());
    WriteCommand command =
        Commands.update(table, update.attributes(), meaning.update(), meaning.condition());
    WriteReply reply = WriteReply.of(update, table, command, meaning.update(), items);
    items.write(table, command, outcome -> listener.accept(reply.to(outcome)));
  }
}
