package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a copy of a table stands with those of other regions: how they come, catch up and leave.
 *
 * @param members what this region knows about who is to hold the table; empty for a table of one
 *     region
 * @param joinings the regions that this one lets in or gives a copy
 * @param copyWishes the regions that this one asks for a copy, since it cannot follow their logs
 * @param departure once this copy is being deleted: how the others take in the rest of its log
 * @param farewells the logs of regions that leave which this one has taken in to their ends
 */
record Membership(
    SortedMap<RegionName, Member> members,
    SortedMap<RegionName, Joining> joinings,
    SortedMap<RegionName, CopyWish> copyWishes,
    Optional<Departure> departure,
    SortedMap<RegionName, String> farewells) {
  Membership {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    joinings = Collections.unmodifiableSortedMap(new TreeMap<>(joinings));
    copyWishes = Collections.unmodifiableSortedMap(new TreeMap<>(copyWishes));
    farewells = Collections.unmodifiableSortedMap(new TreeMap<>(farewells));
  }

  /** Nobody comes, catches up or leaves. */
  static Membership of(SortedMap<RegionName, Member> members) {
    return new Membership(
        members, new TreeMap<>(), new TreeMap<>(), Optional.empty(), new TreeMap<>());
  }

  Membership withMembers(SortedMap<RegionName, Member> next) {
    return new Membership(next, joinings, copyWishes, departure, farewells);
  }

  Membership with(RegionName joiner, Joining joining) {
    TreeMap<RegionName, Joining> next = new TreeMap<>(joinings);
    next.put(joiner, joining);
    return new Membership(members, next, copyWishes, departure, farewells);
  }

  Membership with(RegionName source, CopyWish wish) {
    TreeMap<RegionName, CopyWish> next = new TreeMap<>(copyWishes);
    next.put(source, wish);
    return withCopyWishes(next);
  }

  Membership withCopyWishes(SortedMap<RegionName, CopyWish> next) {
    return new Membership(members, joinings, next, departure, farewells);
  }

  Membership with(Departure next) {
    return new Membership(members, joinings, copyWishes, Optional.of(next), farewells);
  }

  Membership withFarewell(RegionName leaving, String log) {
    TreeMap<RegionName, String> next = new TreeMap<>(farewells);
    next.put(leaving, log);
    return new Membership(members, joinings, copyWishes, departure, next);
  }
}
