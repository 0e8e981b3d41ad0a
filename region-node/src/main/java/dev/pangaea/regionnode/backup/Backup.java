package dev.pangaea.regionnode.backup;

/**
 * A backup of a table that somebody asked for.
 *
 * @param snapshot what is in it; while it is being made, what is known so far
 */
public record Backup(String id, String name, Status status, Snapshot snapshot) {
  /** By DynamoDB's names. */
  public enum Status {
    CREATING,
    AVAILABLE,
    DELETED
  }

  public SourceTable table() {
    return snapshot.table();
  }

  /** When it was asked for, which is when all its items are of. */
  public long createdMillis() {
    return snapshot.cutMillis();
  }

  Backup with(Status next) {
    return new Backup(id, name, next, snapshot);
  }
}
