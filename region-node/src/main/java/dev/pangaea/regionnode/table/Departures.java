package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a region that leaves a global table takes none of its acknowledged writes with
 * it. Confined to the lifecycle's thread.
 *
 * <pre>
 *   DELETING, sealed ──(says where its log ends)──▶ (each region that stays has taken it in to there, and says so) ──▶ released ──▶ log dropped
 * </pre>
 *
 * Whoever says so tells in the same entry of all members that it knows, so that one that joins late
 * is waited for as well; one that is let in later still gets everything by its copy.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  private final Store store;
  private final CatalogWriter writer;
  private final Set<RegionName> peers;
  private final SortedMap<String, SortedSet<RegionName>> told = new TreeMap<>();

  /**
   * @param peers the regions that this one can hear of; no other is waited for
   */
  Departures(Store store, CatalogWriter writer, Set<RegionName> peers) {
    this.store = store;
    this.writer = writer;
    this.peers = Set.copyOf(peers);
  }

  /** The regions that this one waits for before it drops its log. */
  SortedSet<RegionName> awaited(Group group, CatalogEntry own) {
    TreeSet<RegionName> awaited = new TreeSet<>(group.lacking(own));
    awaited.retainAll(peers);
    if (!awaited.equals(told.put(own.log(), awaited))) {
      LOG.info("{}: {} is left once it is all in {}", own.region(), own.table(), awaited);
    }
    return awaited;
  }

  /** Says where this region's log ends. Its partitions lead, and take no more writes. */
  void announce(CatalogEntry own) {
    if (own.departure().isPresent()) {
      return;
    }
    List<Long> ends = new ArrayList<>();
    for (int partition = 0; partition < own.partitions(); partition++) {
      PartitionId id = new PartitionId(own.storeNumber(), partition);
      ends.add(store.applied(id).position().nextOffset());
    }
    writer.write(own.with(new Departure(ends, false)));
  }

  /** Nobody waits for this region's log: from here on there is no way back. */
  void release(CatalogEntry own) {
    told.remove(own.log());
    writer.write(
        own.with(own.departure().map(Departure::release).orElse(new Departure(List.of(), true))));
  }

  /** Takes leave of one region that leaves, if this one has all of it; says whether it did. */
  boolean takeLeave(Group group, CatalogEntry own) {
    Optional<CatalogEntry> whole =
        group.leaving(own).stream().filter(peer -> hasAll(own, peer)).findFirst();
    whole.ifPresent(
        peer -> {
          LOG.info("{}: has all of {} that {} wrote", own.region(), own.table(), peer.region());
          writer.write(own.withFarewell(peer));
        });
    return whole.isPresent();
  }

  /** While a copy is awaited the log alone does not have all. */
  private boolean hasAll(CatalogEntry own, CatalogEntry peer) {
    if (peer.departure().isEmpty()
        || own.status() == TableStatus.CREATING
        || own.copyWish(peer.region()).isPresent()) {
      return false;
    }
    List<Long> ends = peer.departure().get().ends();
    for (int partition = 0; partition < own.partitions(); partition++) {
      Optional<Progress> taken =
          store
              .progress(new PartitionId(own.storeNumber(), partition), peer.region())
              .filter(progress -> progress.log().equals(peer.log()));
      if (taken.isEmpty() || taken.get().position().nextOffset() < ends.get(partition)) {
        return false;
      }
    }
    return true;
  }
}
