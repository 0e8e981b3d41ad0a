package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.Tables;
import java.util.function.Consumer;

final class UpdateTableHandler implements Operation {
  private final Identity identity;
  private final Tables tables;
  private final TableReplies replies;

  UpdateTableHandler(Identity identity, Tables tables, TableReplies replies) {
    this.identity = identity;
    this.tables = tables;
    this.replies = replies;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    UpdateTableRequest update = UpdateTableRequest.read(request.body(), identity);
    switch (update.change()) {
      case UpdateTableRequest.Replicas replicas ->
          replies.when(
              update.table(), tables.updateReplicas(update.table(), replicas.update()), listener);
      case UpdateTableRequest.Settings(TableChange.Update change) ->
          replies.when(
              update.table(),
              tables.change(update.table(), change),
              table -> table.told(change),
              listener);
    }
  }
}
