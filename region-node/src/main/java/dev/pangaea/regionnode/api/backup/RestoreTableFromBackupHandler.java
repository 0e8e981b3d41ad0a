package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.Backups;
import dev.pangaea.regionnode.backup.NoRoomException;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a table of a backup. Whether the files are what was written is asked before the answer
 * where that takes no long time; it is asked again of everything that is read. The backup is kept
 * from being deleted until the catalog says what is to be made of it.
 */
final class RestoreTableFromBackupHandler implements Operation {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreTableFromBackupHandler.class);
  private static final long VERIFIED_FIRST_BYTES_MAX = 512L << 20;

  private final Identity identity;
  private final RegionBackups region;
  private final Backups backups;
  private final RestoreReplies replies;

  RestoreTableFromBackupHandler(Identity identity, RegionBackups region, RestoreReplies replies) {
    this.identity = identity;
    this.region = region;
    this.backups = region.backups();
    this.replies = replies;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    RestoredSettings wanted = new RestoredSettings();
    String arn = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("BackupArn")) {
        arn = from.string();
      } else if (!wanted.takes(name, from)) {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    wanted.check(constraints);
    BackupArn.check(constraints, "backupArn", arn);
    constraints.check();
    replies.refuseTaken(wanted.target());
    String asked = arn;
    Backup backup =
        BackupArn.find(arn, backups, identity)
            .orElseThrow(() -> BackupFailures.backupNotFound(asked).refused());
    if (backup.status() != Backup.Status.AVAILABLE) {
      throw BackupFailures.backupInUse(arn).refused();
    }
    TableSettings settings = wanted.of(backup.table().settings());
    TableOrigin origin =
        new TableOrigin(
            TableOrigin.Kind.BACKUP,
            backup.id(),
            Optional.of(backup.table().name()),
            backup.createdMillis(),
            false);
    Runnable restore =
        () -> {
          Optional<Runnable> used = backups.use(backup.id());
          if (used.isEmpty()) {
            boolean isThere = backups.find(backup.id()).isPresent();
            listener.accept(
                new Reply.Failed(
                    isThere
                        ? BackupFailures.backupInUse(asked)
                        : BackupFailures.backupNotFound(asked)));
          } else {
            Consumer<Reply> answer =
                reply -> {
                  used.get().run();
                  listener.accept(reply);
                };
            noRoom(backup)
                .or(() -> damage(backup))
                .ifPresentOrElse(
                    failure -> answer.accept(new Reply.Failed(failure)),
                    () -> replies.begin(wanted.target(), settings, origin, answer));
          }
        };
    if (!region.work().begin(Work.Lane.REQUESTS, restore)) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private Optional<Failure> noRoom(Backup backup) {
    try {
      region.requireRoom(backup);
      return Optional.empty();
    } catch (NoRoomException full) {
      return Optional.of(BackupFailures.noRoom(full.getMessage()));
    }
  }

  private Optional<Failure> damage(Backup backup) {
    if (backup.snapshot().fileBytes() > VERIFIED_FIRST_BYTES_MAX) {
      return Optional.empty();
    }
    try {
      backups.verify(backup);
      return Optional.empty();
    } catch (DamagedFileException damaged) {
      LOG.error("the backup {} is damaged: {}", backup.id(), damaged.getMessage());
      return Optional.of(
          Failure.validation(
              "The backup is damaged and cannot be restored: " + damaged.getMessage()));
    } catch (IOException failure) {
      LOG.error("the backup {} cannot be read", backup.id(), failure);
      return Optional.of(Failure.INTERNAL);
    }
  }
}
