package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class PutItemHandler implements Operation {
  private final ItemAccess items;

  PutItemHandler(ItemAccess items) {
    this.items = items;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    PutItemRequest put = PutItemRequest.read(request.body());
    EncodedItem item = Puts.checked(put.item());
    TableView table = items.table(put.table());
    EncodedKey key = Puts.key(table, put.item());
    WriteReply reply = new WriteReply(put.table(), put.returnOld(), put.detail());
    items.write(
        table, new WriteCommand.PutItem(key, item), outcome -> listener.accept(reply.to(outcome)));
  }
}
