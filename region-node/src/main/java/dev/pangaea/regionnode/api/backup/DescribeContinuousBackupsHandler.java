package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.table.TableNameRequest;
import dev.pangaea.regionnode.backup.Recovery;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class DescribeContinuousBackupsHandler implements Operation {
  private final TableLookup tables;
  private final Recovery recovery;

  DescribeContinuousBackupsHandler(TableLookup tables, Recovery recovery) {
    this.tables = tables;
    this.recovery = recovery;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String name = TableNames.plain(TableNameRequest.read(request.body()));
    TableView table = tables.find(name, BackupFailures.tableNotFound(name));
    listener.accept(RecoveryDescriptions.reply(recovery.window(table)));
  }
}
