package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.Store;
import java.util.Optional;

/**
 * Takes this region's copy of a table away: sealed until whoever stays has all of its log, then
 * removed with log and items. What it tells its stream stays for a day, so all of that is on disk
 * before the log, which says the same, may go. Every step can be taken again. Confined to the
 * lifecycle's thread.
 */
final class Leaving {
  private final TableNodeSettings settings;
  private final Store store;
  private final RegionLog logs;
  private final CatalogWriter writer;
  private final OpenTables open;
  private final Donations donations;
  private final Departures departures;
  private final TableStreams streams;

  Leaving(
      TableNodeSettings settings,
      Store store,
      RegionLog logs,
      CatalogWriter writer,
      OpenTables open,
      Donations donations,
      Departures departures,
      TableStreams streams) {
    this.settings = settings;
    this.store = store;
    this.logs = logs;
    this.writer = writer;
    this.open = open;
    this.donations = donations;
    this.departures = departures;
    this.streams = streams;
  }

  /**
   * @param own is {@code DELETING}
   */
  void goOn(Group group, CatalogEntry own) throws LogUnavailableException {
    if (own.departure().filter(Departure::released).isPresent()) {
      remove(own);
      return;
    }
    boolean awaited = !departures.awaited(group, own).isEmpty();
    if (!awaited && !own.history().streamed()) {
      departures.release(own);
    } else if (!open.isSealed(own)) {
      open.close(own);
      logs.create(own.log(), own.partitions(), Optional.of(settings.retention()));
      open.openSealed(own);
      open.replicated(own, true);
    } else if (open.leads(own) && streams.goOn(own)) {
      if (!awaited) {
        store.flush();
        departures.release(own);
      } else if (!donations.goOn(group, own)) {
        departures.announce(own);
      }
    }
  }

  private void remove(CatalogEntry own) throws LogUnavailableException {
    open.close(own);
    if (!streams.end(own)) {
      return;
    }
    logs.delete(own.log());
    store.drop(own.storeNumber());
    writer.write(own.asGone());
  }
}
