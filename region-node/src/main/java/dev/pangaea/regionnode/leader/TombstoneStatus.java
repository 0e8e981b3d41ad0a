package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a partition's tombstones stand.
 *
 * @param kept how many there are, and {@code dropped} how many there were
 * @param oldestMillis when the oldest item that is kept as a tombstone was deleted; 0 if there is
 *     none
 * @param blockedSinceMillis since when the word of a member has been missing without which some of
 *     them cannot be dropped, by this region's clock; not before the partition was opened
 */
public record TombstoneStatus(
    long kept, long dropped, long oldestMillis, SortedMap<RegionName, Long> blockedSinceMillis) {
  public static final TombstoneStatus NONE = new TombstoneStatus(0, 0, 0, new TreeMap<>());

  public TombstoneStatus {
    blockedSinceMillis = Collections.unmodifiableSortedMap(new TreeMap<>(blockedSinceMillis));
  }

  /** Of both partitions together. */
  public TombstoneStatus and(TombstoneStatus other) {
    TreeMap<RegionName, Long> since = new TreeMap<>(blockedSinceMillis);
    other.blockedSinceMillis.forEach((member, at) -> since.merge(member, at, Math::min));
    boolean mine = other.oldestMillis == 0 || oldestMillis > 0 && oldestMillis < other.oldestMillis;
    return new TombstoneStatus(
        kept + other.kept,
        dropped + other.dropped,
        mine ? oldestMillis : other.oldestMillis,
        since);
  }
}
