package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class DeleteItemHandler implements Operation {
  private final ItemAccess items;

  DeleteItemHandler(ItemAccess items) {
    this.items = items;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    DeleteItemRequest delete = DeleteItemRequest.read(request.body());
    TableView table = items.table(delete.table());
    EncodedKey key =
        EncodedKey.of(PrimaryKeys.ofKey(table.settings().keySchema(), delete.key().attributes()));
    WriteReply reply = new WriteReply(delete.table(), delete.returnOld(), delete.detail());
    items.write(
        table, new WriteCommand.DeleteItem(key), outcome -> listener.accept(reply.to(outcome)));
  }
}
