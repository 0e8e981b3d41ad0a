package dev.pangaea.regionnode.table;

import java.util.Optional;

/**
 * What a table was filled from when it was made. Until all of it is in the table's log the table is
 * being created.
 *
 * @param source which one: a backup's id, the id of the table as which it was backed up, or an
 *     import's id
 * @param sourceTable the name of the table that the items are from; empty for an import
 * @param atMillis as of when they are
 * @param whole whether all of it is there
 */
public record TableOrigin(
    Kind kind, String source, Optional<String> sourceTable, long atMillis, boolean whole) {
  /** What tables are filled from. */
  public enum Kind {
    BACKUP,
    POINT_IN_TIME,
    IMPORT
  }

  TableOrigin asWhole() {
    return new TableOrigin(kind, source, sourceTable, atMillis, true);
  }
}
