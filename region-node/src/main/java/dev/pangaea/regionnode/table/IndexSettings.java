package dev.pangaea.regionnode.table;

import java.util.List;

/**
 * An index of a table, as this region has it.
 *
 * @param number its number in this region's store; no later index of the table has the same
 * @param backfilling whether the items that were there before it are being put into it
 */
public record IndexSettings(
    String name,
    IndexShape shape,
    int number,
    IndexStatus status,
    boolean backfilling,
    CapacityHistory history) {
  /** The same index of a table that is made anew. */
  public IndexSettings anew(int nextNumber, Capacity capacity) {
    return creating(name, shape.with(capacity), nextNumber);
  }

  public static IndexSettings creating(String name, IndexShape shape, int number) {
    return new IndexSettings(
        name, shape, number, IndexStatus.CREATING, false, CapacityHistory.of(shape.capacity()));
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
    return new IndexSettings(name, shape, number, next, false, history);
  }

  /** What it is to be now, the same in what it holds. */
  IndexSettings with(IndexShape next, long nowMillis) {
    return new IndexSettings(
        name,
        next,
        number,
        status,
        backfilling,
        history.changed(capacity(), next.capacity(), nowMillis));
  }

  /** The same, told with another capacity. */
  IndexSettings told(Capacity capacity) {
    return new IndexSettings(name, shape.with(capacity), number, status, backfilling, history);
  }

  public IndexSettings warmed(WarmThroughput wanted) {
    return with(history.warmed(wanted));
  }

  /** The same as it is told at a moment. */
  IndexSettings seenAt(long nowMillis) {
    return with(history.seenAt(nowMillis));
  }

  private IndexSettings with(CapacityHistory next) {
    return new IndexSettings(name, shape, number, status, backfilling, next);
  }

  IndexSettings whileBackfilling() {
    return new IndexSettings(name, shape, number, status, true, history);
  }
}
