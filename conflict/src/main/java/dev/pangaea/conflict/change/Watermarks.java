package dev.pangaea.conflict.change;

import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a region says in its own log of itself, so that others know when a tombstone is needed no
 * longer: all of its later writes were made knowing this.
 *
 * @param taken for each other region the time up to which all of its writes to this partition are
 *     taken in
 * @param members the regions that hold the table or are to, as far as it knows
 * @param gone the regions that held it once, and all of whose writes it has taken in
 */
public record Watermarks(Context taken, SortedSet<RegionName> members, SortedSet<RegionName> gone) {
  public Watermarks {
    gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }
}
