package dev.pangaea.conflict.version;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an item's state has seen: for each region the highest time of its writes to this item. A
 * join semilattice under {@link #merge}. Since a region's writes to one item arrive in their order,
 * "highest seen" means "all up to it seen".
 */
public record Context(SortedMap<RegionName, HybridTime> seen) {
  public static final Context EMPTY = new Context(new TreeMap<>());

  public Context {
    seen = Collections.unmodifiableSortedMap(inNaturalOrder(seen));
  }

  public static Context of(Version version) {
    return EMPTY.with(version);
  }

  /** Whether the write is seen; of the point right after it, the same. */
  public boolean covers(Version version) {
    HybridTime time = seen.get(version.region());
    return time != null && time.compareTo(version.time()) >= 0;
  }

  public Context with(Version version) {
    if (covers(version)) {
      return this;
    }
    TreeMap<RegionName, HybridTime> more = new TreeMap<>(seen);
    more.put(version.region(), version.time());
    return new Context(more);
  }

  public Context merge(Context other) {
    if (other.includes(this)) {
      return other;
    }
    if (includes(other)) {
      return this;
    }
    TreeMap<RegionName, HybridTime> merged = new TreeMap<>(seen);
    other.seen.forEach((region, time) -> merged.merge(region, time, HybridTime::max));
    return new Context(merged);
  }

  public boolean isEmpty() {
    return seen.isEmpty();
  }

  /** Whether all that the other has seen is seen here. */
  public boolean includes(Context other) {
    for (Map.Entry<RegionName, HybridTime> entry : other.seen.entrySet()) {
      HybridTime time = seen.get(entry.getKey());
      if (time == null || time.compareTo(entry.getValue()) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A copy that forgets the comparator it was given with. */
  private static TreeMap<RegionName, HybridTime> inNaturalOrder(Map<RegionName, HybridTime> seen) {
    return new TreeMap<>(seen);
  }
}
