package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;

/** The table that a backup is of, as it was then. */
public record SourceTable(
    String name, String tableId, long createdMillis, int partitions, TableSettings settings) {
  public static SourceTable of(TableView table) {
    return new SourceTable(
        table.name(), table.tableId(), table.createdMillis(), table.partitions(), table.settings());
  }
}
