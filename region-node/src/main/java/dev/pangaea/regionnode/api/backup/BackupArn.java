package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.Backups;
import java.util.Optional;

/** How requests name backups: by the resource name of the table, with the backup's id behind it. */
final class BackupArn {
  static final int CHARS_MIN = 37;
  static final int CHARS_MAX = 1024;
  private static final String BACKUP = "/backup/";

  private BackupArn() {}

  static String of(Backup backup, Identity identity) {
    return identity.tableArn(backup.table().name()) + BACKUP + backup.id();
  }

  static void check(Constraints constraints, String member, String arn) {
    constraints.present(member, arn);
    constraints.length(member, arn, CHARS_MIN, CHARS_MAX);
  }

  /** The backup of a resource name, if there is one. */
  static Optional<Backup> find(String arn, Backups backups, Identity identity) {
    int id = arn.lastIndexOf(BACKUP);
    return id < 0
        ? Optional.empty()
        : backups
            .find(arn.substring(id + BACKUP.length()))
            .filter(backup -> of(backup, identity).equals(arn));
  }

  /** The backup that a request of nothing else names. */
  static Backup named(JsonReader from, Backups backups, Identity identity) {
    String arn = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("BackupArn")) {
        arn = from.string();
      } else {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    check(constraints, "backupArn", arn);
    constraints.check();
    String asked = arn;
    return find(arn, backups, identity)
        .orElseThrow(() -> BackupFailures.backupNotFound(asked).refused());
  }
}
