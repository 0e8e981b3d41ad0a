package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;

/** What requests about backups are refused with. */
final class BackupFailures {
  private BackupFailures() {}

  static Failure backupNotFound(String arn) {
    return Failure.of(ErrorKind.BACKUP_NOT_FOUND, "Backup not found: " + arn);
  }

  static Failure backupInUse(String arn) {
    return Failure.of(
        ErrorKind.BACKUP_IN_USE,
        "There is another ongoing conflicting backup control plane operation on the backup: "
            + arn);
  }

  static Failure tableNotFound(String name) {
    return Failure.of(ErrorKind.TABLE_NOT_FOUND, "Table not found: " + name);
  }

  static Failure tableInUse(String name) {
    return Failure.of(
        ErrorKind.TABLE_IN_USE, "Table is being created, restored or deleted: " + name);
  }

  static Failure tableExists(String name) {
    return Failure.of(ErrorKind.TABLE_ALREADY_EXISTS, "Table already exists: " + name);
  }

  /** DynamoDB has no error for it, and all that write have this one. */
  static Failure noRoom(String why) {
    return Failure.of(ErrorKind.LIMIT_EXCEEDED, why);
  }

  static Failure tooMany(String what) {
    return Failure.of(
        ErrorKind.LIMIT_EXCEEDED, "Too many " + what + " are under way. Try again later.");
  }
}
