package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a region needs to know from the region that fills it: when it joins a global table, or when
 * it has asked for a copy.
 *
 * @param join the statement of membership, or the {@link CopyWish}, that this belongs to
 * @param beginnings from where it takes in each member's log: what was before is in the copy
 * @param copyEnds where the copy ends in the log of the region that makes it, by partition; empty
 *     until the copy is whole
 */
record Joining(HybridTime join, SortedMap<RegionName, Beginning> beginnings, List<Long> copyEnds) {
  /** From where one member's log is taken in, by partition. */
  record Beginning(String log, List<Position> positions) {
    Beginning {
      positions = List.copyOf(positions);
    }
  }

  Joining {
    beginnings = Collections.unmodifiableSortedMap(new TreeMap<>(beginnings));
    copyEnds = List.copyOf(copyEnds);
  }

  boolean copied() {
    return !copyEnds.isEmpty();
  }

  Joining copiedTo(List<Long> ends) {
    return new Joining(join, beginnings, ends);
  }
}
