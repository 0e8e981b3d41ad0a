package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where this region stands in every member's log: what was before then is in a copy that it makes
 * afterwards.
 */
final class Beginnings {
  private Beginnings() {}

  static SortedMap<RegionName, Joining.Beginning> of(Store store, Group group, CatalogEntry own) {
    TreeMap<RegionName, Joining.Beginning> beginnings = new TreeMap<>();
    List<Position> positions = new ArrayList<>();
    for (int partition = 0; partition < own.partitions(); partition++) {
      positions.add(store.applied(new PartitionId(own.storeNumber(), partition)).position());
    }
    beginnings.put(own.region(), new Joining.Beginning(own.log(), positions));
    for (CatalogEntry source : group.peers(own)) {
      List<Position> there = new ArrayList<>();
      for (int partition = 0; partition < own.partitions(); partition++) {
        there.add(
            store
                .progress(new PartitionId(own.storeNumber(), partition), source.region())
                .filter(progress -> progress.log().equals(source.log()))
                .map(Progress::position)
                .orElse(Position.START));
      }
      beginnings.put(source.region(), new Joining.Beginning(source.log(), there));
    }
    return beginnings;
  }
}
