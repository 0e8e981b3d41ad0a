package dev.pangaea.regionnode.backup;

/** What became of a request for a backup. */
public sealed interface BackupOutcome {
  record Accepted(Backup backup) implements BackupOutcome {}

  record NotFound() implements BackupOutcome {}

  /** It is being made, or a table is being made of it. */
  record InUse() implements BackupOutcome {}

  /** Too many are under way. */
  record TooMany() implements BackupOutcome {}

  /** The disk is too full; {@code why} is for whoever asked. */
  record NoRoom(String why) implements BackupOutcome {}

  /** Not all that was acknowledged is known yet. */
  record Unavailable() implements BackupOutcome {}
}
