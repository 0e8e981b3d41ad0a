package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.backup.Recovery;
import dev.pangaea.regionnode.backup.RecoveryWindow;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;

/** The table of which a point in time is asked for. */
final class SourceTableName {
  private SourceTableName() {}

  static TableView existing(String name, TableLookup tables) {
    TableView table = tables.find(name, BackupFailures.tableNotFound(name));
    if (table.status() == TableStatus.CREATING || table.status() == TableStatus.DELETING) {
      throw BackupFailures.tableInUse(name).refused();
    }
    return table;
  }

  /** Refuses where recovery is off, or has nothing to begin with yet. */
  static RecoveryWindow window(TableView table, Recovery recovery) {
    return recovery
        .window(table)
        .filter(window -> window.earliestMillis().isPresent())
        .orElseThrow(
            () ->
                Failure.of(
                        ErrorKind.RECOVERY_UNAVAILABLE,
                        "Point in time recovery is not enabled for table '" + table.name() + "'")
                    .refused());
  }
}
