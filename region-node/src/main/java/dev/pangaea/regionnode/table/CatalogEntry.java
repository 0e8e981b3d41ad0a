package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one region says about its copy of one table. A region writes only its own entries and sees
 * everybody's, so entries never conflict; what a global table is follows from all entries of its
 * group (see {@link Group}).
 *
 * @param tableId this region's copy
 * @param group the same for all copies of a global table
 * @param storeNumber the table's number in this region's store
 * @param log this region's change log of the table
 * @param gone the copy was deleted; the entry stays for its statements about members
 * @param members what this region knows about who is to hold the table; empty for a table of one
 *     region
 * @param joinings the regions that this one lets in or gives a copy
 * @param copyWishes the regions that this one asks for a copy, since it cannot follow their logs
 */
record CatalogEntry(
    String table,
    RegionName region,
    String tableId,
    String group,
    int storeNumber,
    String log,
    int partitions,
    long createdMillis,
    TableStatus status,
    boolean gone,
    TableSettings settings,
    SortedMap<RegionName, Member> members,
    SortedMap<RegionName, Joining> joinings,
    SortedMap<RegionName, CopyWish> copyWishes) {
  CatalogEntry {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    joinings = Collections.unmodifiableSortedMap(new TreeMap<>(joinings));
    copyWishes = Collections.unmodifiableSortedMap(new TreeMap<>(copyWishes));
  }

  Optional<Joining> joining(RegionName joiner) {
    return Optional.ofNullable(joinings.get(joiner));
  }

  Optional<CopyWish> copyWish(RegionName source) {
    return Optional.ofNullable(copyWishes.get(source));
  }

  CatalogEntry with(TableStatus next) {
    return with(next, gone, settings, members, joinings, copyWishes);
  }

  CatalogEntry with(TableSettings next) {
    return with(status, gone, next, members, joinings, copyWishes);
  }

  CatalogEntry withMembers(SortedMap<RegionName, Member> next) {
    return with(status, gone, settings, next, joinings, copyWishes);
  }

  CatalogEntry withJoining(RegionName joiner, Joining joining) {
    TreeMap<RegionName, Joining> next = new TreeMap<>(joinings);
    next.put(joiner, joining);
    return with(status, gone, settings, members, next, copyWishes);
  }

  CatalogEntry withCopyWish(RegionName source, CopyWish wish) {
    TreeMap<RegionName, CopyWish> next = new TreeMap<>(copyWishes);
    next.put(source, wish);
    return withCopyWishes(next);
  }

  CatalogEntry withCopyWishes(SortedMap<RegionName, CopyWish> next) {
    return with(status, gone, settings, members, joinings, next);
  }

  CatalogEntry asGone() {
    return with(TableStatus.DELETING, true, settings, members, new TreeMap<>(), new TreeMap<>());
  }

  private CatalogEntry with(
      TableStatus nextStatus,
      boolean nextGone,
      TableSettings nextSettings,
      SortedMap<RegionName, Member> nextMembers,
      SortedMap<RegionName, Joining> nextJoinings,
      SortedMap<RegionName, CopyWish> nextCopyWishes) {
    return new CatalogEntry(
        table,
        region,
        tableId,
        group,
        storeNumber,
        log,
        partitions,
        createdMillis,
        nextStatus,
        nextGone,
        nextSettings,
        nextMembers,
        nextJoinings,
        nextCopyWishes);
  }
}
