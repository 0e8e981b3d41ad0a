package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.BackupOutcome;
import dev.pangaea.regionnode.backup.Backups;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.table.Fillings;
import dev.pangaea.regionnode.table.TableOrigin;
import java.util.function.Consumer;

/** Removes a backup, unless a table is being made of it. */
final class DeleteBackupHandler implements Operation {
  private final Identity identity;
  private final TableLookup tables;
  private final Backups backups;
  private final Fillings fillings;
  private final Work work;
  private final BackupDescriptions descriptions;

  DeleteBackupHandler(
      Identity identity,
      TableLookup tables,
      Backups backups,
      Fillings fillings,
      Work work,
      BackupDescriptions descriptions) {
    this.identity = identity;
    this.tables = tables;
    this.backups = backups;
    this.fillings = fillings;
    this.work = work;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Backup backup = BackupArn.named(request.body(), backups, identity);
    tables.names();
    if (isRestored(backup)) {
      throw BackupFailures.backupInUse(BackupArn.of(backup, identity)).refused();
    }
    if (!work.begin(Work.Lane.REQUESTS, () -> listener.accept(reply(backup)))) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private boolean isRestored(Backup backup) {
    return fillings.unfilled().stream()
        .flatMap(table -> table.history().origin().stream())
        .anyMatch(origin -> isOf(origin, backup));
  }

  private static boolean isOf(TableOrigin origin, Backup backup) {
    return origin.kind() == TableOrigin.Kind.BACKUP && origin.source().equals(backup.id());
  }

  private Reply reply(Backup backup) {
    String arn = BackupArn.of(backup, identity);
    return switch (backups.delete(backup.id(), this::isRestored)) {
      case BackupOutcome.Accepted(Backup deleted) ->
          DescribeBackupHandler.reply(deleted, descriptions);
      case BackupOutcome.NotFound _ -> new Reply.Failed(BackupFailures.backupNotFound(arn));
      case BackupOutcome.InUse _ -> new Reply.Failed(BackupFailures.backupInUse(arn));
      case BackupOutcome.TooMany _, BackupOutcome.NoRoom _, BackupOutcome.Unavailable _ ->
          new Reply.Failed(OperationFailures.UNAVAILABLE);
    };
  }
}
