package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import java.util.Optional;

/**
 * The logs that a region has beside those of its tables: of its catalog and of its transactions.
 * Confined to the lifecycle's thread.
 */
final class OwnLogs {
  private final TableNodeSettings settings;
  private final RegionLog logs;
  private final OpenTables open;
  private boolean catalogOpen;
  private boolean transactionsOpen;

  OwnLogs(TableNodeSettings settings, RegionLog logs, OpenTables open) {
    this.settings = settings;
    this.logs = logs;
    this.open = open;
  }

  /**
   * Makes and opens those that are not open yet.
   *
   * @param onCatalogLed once the catalog has been read to its end
   */
  void open(Runnable onCatalogLed) throws LogUnavailableException {
    if (!catalogOpen) {
      String log = Catalog.log(settings.region());
      logs.create(log, 1, Optional.empty());
      open.openCatalog(log, !settings.peers().isEmpty(), onCatalogLed);
      catalogOpen = true;
    }
    if (!transactionsOpen) {
      String log = Catalog.transactionsLog(settings.region());
      logs.create(log, 1, Optional.of(settings.retention()));
      open.openTransactions(log);
      transactionsOpen = true;
    }
  }
}
