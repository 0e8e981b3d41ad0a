package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a table's indexes to where they should be. Confined to the lifecycle's thread; every step
 * can be taken again.
 *
 * <pre>
 *   stated ──▶ CREATING ──(the partitions keep it)──▶ backfilling ──(each has all its items in it)──▶ ACTIVE
 *                                                                                                     │
 *          gone ◀──(its rows are removed)── (no partition keeps it) ◀── DELETING ◀──(stated otherwise)┘
 * </pre>
 */
final class TableIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(TableIndexes.class);

  private final Store store;
  private final CatalogWriter writer;
  private final OpenTables open;

  TableIndexes(Store store, CatalogWriter writer, OpenTables open) {
    this.store = store;
    this.writer = writer;
    this.open = open;
  }

  /** Whether a table that is being made has all the indexes that it is to have. */
  static boolean whole(CatalogEntry own) {
    return own.settings().indexes().stream()
        .noneMatch(index -> index.status() == IndexStatus.CREATING);
  }

  /**
   * Brings the indexes of an open table forward by at most one new state of its entry, and says
   * whether it wrote one: whoever holds the old one then looks again.
   */
  boolean goOn(Group group, CatalogEntry own) {
    CatalogEntry stated =
        IndexStatements.applied(
            own.with(own.indexStatements().with(group.indexStatements(own.group()))));
    if (!stated.equals(own)) {
      writer.write(stated);
      return true;
    }
    open.indexed(own);
    CatalogEntry expiring = expiring(own);
    if (!expiring.equals(own)) {
      writer.write(expiring);
      return true;
    }
    CatalogEntry next = own.with(next(own));
    if (next.equals(own)) {
      return false;
    }
    writer.write(own.members().isEmpty() ? next.with(next.indexStatements().ofLiving()) : next);
    return true;
  }

  /**
   * With what finds the items that expire, as soon as they are to, and without it once they are
   * not, and its rows are removed.
   */
  private CatalogEntry expiring(CatalogEntry own) {
    Optional<String> wanted = own.settings().timeToLive();
    Optional<ExpirySettings> kept = own.settings().expiry();
    if (kept.map(ExpirySettings::attribute).equals(wanted)) {
      return own;
    }
    if (kept.isPresent()) {
      store.dropIndex(own.storeNumber(), kept.get().number());
      LOG.info("{}: items of {} expire no longer", own.region(), own.table());
      return own.with(Optional.empty());
    }
    IndexStatements numbered = own.indexStatements().withNumberGiven();
    LOG.info("{}: items of {} expire by {}", own.region(), own.table(), wanted.get());
    return own.with(numbered)
        .with(Optional.of(new ExpirySettings(wanted.get(), numbered.numbersGiven())));
  }

  private List<IndexSettings> next(CatalogEntry own) {
    List<IndexSettings> next = new ArrayList<>();
    for (IndexSettings index : own.settings().indexes()) {
      next(own, index).ifPresent(next::add);
    }
    return next;
  }

  private Optional<IndexSettings> next(CatalogEntry own, IndexSettings index) {
    return switch (index.status()) {
      case ACTIVE, UPDATING -> Optional.of(index);
      case CREATING -> Optional.of(created(own, index));
      case DELETING -> {
        store.dropIndex(own.storeNumber(), index.number());
        LOG.info("{}: the index {} of {} is gone", own.region(), index.name(), own.table());
        yield Optional.empty();
      }
    };
  }

  private IndexSettings created(CatalogEntry own, IndexSettings index) {
    for (int partition = 0; partition < own.partitions(); partition++) {
      PartitionId id = new PartitionId(own.storeNumber(), partition);
      if (!store.indexState(id, index.number()).whole()) {
        return own.status() == TableStatus.CREATING ? index : index.whileBackfilling();
      }
    }
    LOG.info("{}: the index {} of {} is whole", own.region(), index.name(), own.table());
    return index.with(IndexStatus.ACTIVE);
  }
}
