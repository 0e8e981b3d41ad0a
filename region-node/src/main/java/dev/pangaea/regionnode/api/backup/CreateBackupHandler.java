package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.BackupOutcome;
import dev.pangaea.regionnode.backup.Backups;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

final class CreateBackupHandler implements Operation {
  private static final int NAME_CHARS_MIN = 3;
  private static final int NAME_CHARS_MAX = 255;

  private final TableLookup tables;
  private final Backups backups;
  private final Work work;
  private final BackupDescriptions descriptions;

  CreateBackupHandler(
      TableLookup tables, Backups backups, Work work, BackupDescriptions descriptions) {
    this.tables = tables;
    this.backups = backups;
    this.work = work;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    String tableName = null;
    String backupName = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> tableName = from.string();
        case "BackupName" -> backupName = from.string();
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    TableNames.existing(constraints, tableName);
    checkName(constraints, backupName);
    constraints.check();
    String table = TableNames.plain(tableName);
    TableView view = tables.find(table, BackupFailures.tableNotFound(table));
    if (view.isReadOnly()) {
      throw OperationFailures.READ_ONLY.refused();
    }
    switch (view.status()) {
      case CREATING, DELETING, CREATION_FAILED -> throw BackupFailures.tableInUse(table).refused();
      case ACTIVE, UPDATING -> {}
    }
    String wanted = backupName;
    if (!work.begin(
        Work.Lane.REQUESTS, () -> listener.accept(reply(backups.create(view, wanted))))) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private Reply reply(BackupOutcome outcome) {
    return switch (outcome) {
      case BackupOutcome.Accepted(Backup backup) ->
          new Reply.Success(
              to -> {
                to.writeStartObject();
                descriptions.details(backup, to);
                to.writeEndObject();
              });
      case BackupOutcome.TooMany _ -> new Reply.Failed(BackupFailures.tooMany("backups"));
      case BackupOutcome.NoRoom(String why) -> new Reply.Failed(BackupFailures.noRoom(why));
      case BackupOutcome.NotFound _, BackupOutcome.InUse _, BackupOutcome.Unavailable _ ->
          new Reply.Failed(OperationFailures.UNAVAILABLE);
    };
  }

  private static void checkName(Constraints constraints, String name) {
    constraints.present("backupName", name);
    constraints.matches(
        "backupName", name, name != null && TableNames.wellFormed(name), TableNames.PATTERN);
    constraints.length("backupName", name, NAME_CHARS_MIN, NAME_CHARS_MAX);
  }
}
