package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A table that is being deleted here and cannot go yet.
 *
 * @param regions those that stay and may not have all of its last writes
 */
public record AwaitedDeparture(String table, SortedSet<RegionName> regions) {
  public AwaitedDeparture {
    regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
  }
}
