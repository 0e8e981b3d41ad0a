package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.EncodedKey;
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
    TableView table = items.table(update.table());
    EncodedKey key = PrimaryKeys.encoded(table, update.attributes());
    PrimaryKeys.refuseUpdate(table, meaning.update());
    WriteReply reply = WriteReply.of(update, table, meaning.update());
    items.write(
        table,
        new WriteCommand.UpdateItem(
            key, update.attributes(), meaning.update(), meaning.condition()),
        outcome -> listener.accept(reply.to(outcome)));
  }
}
