package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which other regions hold a table, as this one knows.
 *
 * @param members those that hold it or are to, and those that leave while they may have writes that
 *     are not here yet
 * @param gone those that held it once: all that they wrote is here
 * @param lost those that held it once, and of whose writes no more than is here will ever come
 */
public record Roll(
    SortedSet<RegionName> members, SortedSet<RegionName> gone, SortedSet<RegionName> lost) {
  /** Of a table that no other region ever held. */
  public static final Roll ALONE = new Roll(new TreeSet<>(), new TreeSet<>());

  public Roll {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
    lost = Collections.unmodifiableSortedSet(new TreeSet<>(lost));
  }

  public Roll(SortedSet<RegionName> members, SortedSet<RegionName> gone) {
    this(members, gone, new TreeSet<>());
  }

  /** The same with one more that is to hold the table. */
  public Roll with(RegionName joining) {
    TreeSet<RegionName> more = new TreeSet<>(members);
    more.add(joining);
    return new Roll(more, gone, lost);
  }
}
