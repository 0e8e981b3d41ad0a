package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;

/**
 * The table that a backup is of, as it was then.
 *
 * @param storeNumber the number that it had in its region's store
 */
public record SourceTable(
    String name,
    String tableId,
    int storeNumber,
    long createdMillis,
    int partitions,
    TableSettings settings) {
  public static SourceTable of(TableView table) {
    return new SourceTable(
        table.name(),
        table.tableId(),
        table.storeNumber(),
        table.createdMillis(),
        table.partitions(),
        table.settings());
  }
}
