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
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
  }

  public static Context of(Version version) {
    return EMPTY.with(version);
  }

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
    TreeMap<RegionName, HybridTime> merged = new TreeMap<>(seen);
    for (Map.Entry<RegionName, HybridTime> entry : other.seen.entrySet()) {
      merged.merge(entry.getKey(), entry.getValue(), HybridTime::max);
    }
    return merged.equals(seen) ? this : new Context(merged);
  }
}
