package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.version.HybridTime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a region asks of another one whose log it can no longer follow: a copy of the items in some
 * partitions of a table.
 *
 * @param asked when; the {@link Joining} that answers carries the same time
 * @param log the other region's log that cannot be followed
 * @param stuck where the asking region stood in it, by partition. It goes on from elsewhere only
 *     while it stands there: so it is moved once, however often it looks at the answer
 */
record CopyWish(HybridTime asked, String log, SortedMap<Integer, Position> stuck) {
  CopyWish {
    stuck = Collections.unmodifiableSortedMap(new TreeMap<>(stuck));
  }

  boolean isAnsweredBy(Joining joining) {
    return joining.join().equals(asked);
  }
}
