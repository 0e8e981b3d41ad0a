package dev.pangaea.regionnode.table;

import java.util.List;

/**
 * What an index is to be, the same in every region of a global table.
 *
 * @param partitionKey one to four attributes; a local index has its table's
 * @param sortKey none to four attributes; a local index has one
 * @param capacity a local index has its table's
 */
public record IndexShape(
    Kind kind,
    List<KeyAttribute> partitionKey,
    List<KeyAttribute> sortKey,
    IndexProjection projection,
    Capacity capacity) {
  /** Whether an index has its table's partition key, or one of its own. */
  public enum Kind {
    LOCAL,
    GLOBAL
  }

  public IndexShape {
    partitionKey = List.copyOf(partitionKey);
    sortKey = List.copyOf(sortKey);
  }

  public IndexShape with(Capacity next) {
    return new IndexShape(kind, partitionKey, sortKey, projection, next);
  }

  /** Whether an index of the other shape would hold the same rows. */
  public boolean holdsTheSameAs(IndexShape other) {
    return equals(other.with(capacity));
  }
}
