package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.List;
import java.util.Optional;

/**
 * The logs of other regions that this region takes in: has the leaders begin with those that they
 * do not know, and says how far a copy has been taken in. Confined to the lifecycle's thread.
 */
final class SourceLogs {
  private final Store store;
  private final PartitionLeaders leaders;

  SourceLogs(Store store, PartitionLeaders leaders) {
    this.store = store;
    this.leaders = leaders;
  }

  void followCatalog(RegionName source) {
    follow(PartitionId.CATALOG, source, Catalog.log(source), Position.START);
  }

  /** Begins where this region was told to when it was let in; at the log's start if it was not. */
  void follow(CatalogEntry own, CatalogEntry source, Optional<CatalogEntry> donor) {
    Optional<Joining.Beginning> told =
        donor
            .flatMap(entry -> entry.joining(own.region()))
            .map(joining -> joining.beginnings().get(source.region()))
            .filter(beginning -> beginning.log().equals(source.log()));
    for (int partition = 0; partition < own.partitions(); partition++) {
      int index = partition;
      Position beginning = told.map(there -> there.positions().get(index)).orElse(Position.START);
      follow(
          new PartitionId(own.storeNumber(), partition), source.region(), source.log(), beginning);
    }
  }

  /**
   * Whether all that was copied for this region has been taken in. A table that did not join has
   * nothing to wait for.
   */
  boolean whole(Group group, CatalogEntry own) {
    if (own.members().isEmpty()) {
      return true;
    }
    List<CatalogEntry> donors = group.donors(own);
    return !donors.isEmpty()
        && own.copyWishes().isEmpty()
        && donors.stream().allMatch(donor -> whole(own, donor));
  }

  private boolean whole(CatalogEntry own, CatalogEntry donor) {
    Joining joining = donor.joining(own.region()).orElseThrow();
    if (!joining.copied()) {
      return false;
    }
    for (int partition = 0; partition < own.partitions(); partition++) {
      long taken =
          store
              .progress(new PartitionId(own.storeNumber(), partition), donor.region())
              .filter(progress -> progress.log().equals(donor.log()))
              .map(progress -> progress.position().nextOffset())
              .orElse(0L);
      if (taken < joining.copyEnds().get(partition)) {
        return false;
      }
    }
    return true;
  }

  private void follow(PartitionId partition, RegionName source, String log, Position beginning) {
    boolean known =
        store.progress(partition, source).filter(each -> each.log().equals(log)).isPresent();
    if (!known) {
      leaders.follow(partition, new Progress(source, log, beginning, Watermark.NONE), answer -> {});
    }
  }
}
