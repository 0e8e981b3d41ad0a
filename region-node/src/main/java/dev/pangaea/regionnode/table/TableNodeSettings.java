package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a node knows about tables before it has heard of any.
 *
 * @param peers the other regions that tables can be replicated to
 * @param partitions how many partitions a new table has
 * @param retention how long change logs of tables are kept
 */
public record TableNodeSettings(
    RegionName region, SortedSet<RegionName> peers, int partitions, Duration retention) {
  public TableNodeSettings {
    peers = Collections.unmodifiableSortedSet(new TreeSet<>(peers));
  }

  SortedSet<RegionName> supported() {
    TreeSet<RegionName> supported = new TreeSet<>(peers);
    supported.add(region);
    return supported;
  }
}
