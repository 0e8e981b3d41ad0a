package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.Backups;
import java.util.function.Consumer;

final class DescribeBackupHandler implements Operation {
  private final Identity identity;
  private final Backups backups;
  private final BackupDescriptions descriptions;

  DescribeBackupHandler(Identity identity, Backups backups, BackupDescriptions descriptions) {
    this.identity = identity;
    this.backups = backups;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Backup backup = BackupArn.named(request.body(), backups, identity);
    listener.accept(reply(backup, descriptions));
  }

  static Reply reply(Backup backup, BackupDescriptions descriptions) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          descriptions.description(backup, to);
          to.writeEndObject();
        });
  }
}
