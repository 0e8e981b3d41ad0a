package dev.pangaea.regionnode.table;

import java.util.List;

/**
 * An index of a table, as this region has it.
 *
 * @param number its number in this region's store; no later index of the table has the same
 * @param backfilling whether the items that were there before it are being put into it
 */
public record IndexSettings(
    String name, IndexShape shape, int number, IndexStatus status, boolean backfilling) {
  public static IndexSettings creating(String name, IndexShape shape, int number) {
    return new IndexSettings(name, shape, number, IndexStatus.CREATING, false);
  }

  public IndexShape.Kind kind() {
    return shape.kind();
  }

  public boolean isLocal() {
    return shape.kind() == IndexShape.Kind.LOCAL;
  }

  public List<KeyAttribute> partitionKey() {
    return shape.partitionKey();
  }

  public List<KeyAttribute> sortKey() {
    return shape.sortKey();
  }

  public IndexProjection projection() {
    return shape.projection();
  }

  public Capacity capacity() {
    return shape.capacity();
  }

  /** Whether it holds all that it should, so that it may be read. */
  public boolean readable() {
    return switch (status) {
      case ACTIVE, UPDATING -> true;
      case CREATING, DELETING -> false;
    };
  }

  /** Whether its table is shown as being updated meanwhile. */
  boolean holdsUpItsTable() {
    return switch (status) {
      case CREATING -> !backfilling;
      case UPDATING, DELETING -> true;
      case ACTIVE -> false;
    };
  }

  IndexSettings with(IndexStatus next) {
    return new IndexSettings(name, shape, number, next, false);
  }

  IndexSettings with(IndexShape next) {
    return new IndexSettings(name, next, number, status, backfilling);
  }

  IndexSettings whileBackfilling() {
    return new IndexSettings(name, shape, number, status, true);
  }
}
