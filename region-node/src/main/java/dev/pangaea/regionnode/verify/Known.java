package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much a region knows of a partition: every write of a region up to the time beside its name
 * has been taken in. Its own clock stands beside its own name.
 */
public record Known(SortedMap<RegionName, HybridTime> upTo) {
  public Known {
    upTo = Collections.unmodifiableSortedMap(new TreeMap<>(upTo));
  }

  /**
   * Whether this region must have what a state of another one has seen. A region of which neither
   * hears anything more has nothing on the way.
   */
  static boolean settled(Entry entry, Known one, Known other) {
    return entry.context().seen().entrySet().stream()
        .map(seen -> new Version(seen.getValue(), seen.getKey()))
        .allMatch(seen -> one.hasHeard(seen, other) && other.hasHeard(seen, one));
  }

  private boolean hasHeard(Version seen, Known other) {
    HybridTime here = upTo.get(seen.region());
    if (here == null) {
      return !other.upTo.containsKey(seen.region());
    }
    return here.compareTo(seen.time()) >= 0;
  }
}
