package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.Collections;
import java.util.List;
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
 * @param indexStatements what this region knows about the indexes that the table is to have
 * @param members what this region knows about who is to hold the table; empty for a table of one
 *     region
 * @param joinings the regions that this one lets in or gives a copy
 * @param copyWishes the regions that this one asks for a copy, since it cannot follow their logs
 * @param departure once this copy is being deleted: how the others take in the rest of its log
 * @param stated which statement about each shared setting holds here
 * @param farewells the logs of regions that leave which this one has taken in to their ends
 * @param overrides what this region has said that regions are to have otherwise
 */
record CatalogEntry(
    String table,
    RegionName region,
    String tableId,
    String group,
    int storeNumber,
    String log,
    int partitions,
    TableHistory history,
    TableStatus status,
    boolean gone,
    TableSettings settings,
    SortedMap<SharedSetting, Version> stated,
    IndexStatements indexStatements,
    SortedMap<RegionName, Member> members,
    SortedMap<RegionName, Joining> joinings,
    SortedMap<RegionName, CopyWish> copyWishes,
    Optional<Departure> departure,
    SortedMap<RegionName, String> farewells,
    SortedMap<RegionName, OverrideStatement> overrides) {
  CatalogEntry {
    stated = Collections.unmodifiableSortedMap(new TreeMap<>(stated));
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    joinings = Collections.unmodifiableSortedMap(new TreeMap<>(joinings));
    copyWishes = Collections.unmodifiableSortedMap(new TreeMap<>(copyWishes));
    farewells = Collections.unmodifiableSortedMap(new TreeMap<>(farewells));
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
  }

  /** A copy of a table that is about to be made. */
  static CatalogEntry creating(
      String table,
      RegionName region,
      String tableId,
      String group,
      int storeNumber,
      String log,
      int partitions,
      long createdMillis,
      TableSettings settings,
      SortedMap<RegionName, Member> members) {
    return new CatalogEntry(
        table,
        region,
        tableId,
        group,
        storeNumber,
        log,
        partitions,
        TableHistory.created(settings, createdMillis),
        TableStatus.CREATING,
        false,
        settings,
        new TreeMap<>(),
        IndexStatements.NONE,
        members,
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  Optional<Joining> joining(RegionName joiner) {
    return Optional.ofNullable(joinings.get(joiner));
  }

  Optional<CopyWish> copyWish(RegionName source) {
    return Optional.ofNullable(copyWishes.get(source));
  }

  /** Whether this region has all that another one's log will ever say, since that one leaves. */
  boolean hasTakenLeaveOf(CatalogEntry peer) {
    return peer.log().equals(farewells.get(peer.region()));
  }

  CatalogEntry with(TableStatus next) {
    return with(
        history, next, settings, stated, members, joinings, copyWishes, departure, farewells);
  }

  CatalogEntry with(TableSettings next, long nowMillis) {
    return with(
        history.changed(settings, next, nowMillis),
        status,
        next,
        stated,
        members,
        joinings,
        copyWishes,
        departure,
        farewells);
  }

  /** Able to serve at least so much at once. */
  CatalogEntry warmed(WarmThroughput wanted) {
    return with(
        history.warmed(wanted),
        status,
        settings,
        stated,
        members,
        joinings,
        copyWishes,
        departure,
        farewells);
  }

  CatalogEntry stating(SharedSetting setting, Version version) {
    TreeMap<SharedSetting, Version> next = new TreeMap<>(stated);
    next.put(setting, version);
    return stating(next);
  }

  CatalogEntry stating(SortedMap<SharedSetting, Version> next) {
    return with(
        history, status, settings, next, members, joinings, copyWishes, departure, farewells);
  }

  CatalogEntry with(IndexStatements next) {
    return with(next, settings.indexes());
  }

  CatalogEntry with(List<IndexSettings> next) {
    return with(indexStatements, next);
  }

  CatalogEntry with(IndexStatements nextStatements, List<IndexSettings> nextIndexes) {
    return new CatalogEntry(
        table,
        region,
        tableId,
        group,
        storeNumber,
        log,
        partitions,
        history,
        status,
        gone,
        settings.withIndexes(nextIndexes),
        stated,
        nextStatements,
        members,
        joinings,
        copyWishes,
        departure,
        farewells,
        overrides);
  }

  /** Having said what a region is to have otherwise. */
  CatalogEntry stating(RegionName replica, OverrideStatement statement) {
    TreeMap<RegionName, OverrideStatement> next = new TreeMap<>(overrides);
    next.put(replica, statement);
    return new CatalogEntry(
        table,
        region,
        tableId,
        group,
        storeNumber,
        log,
        partitions,
        history,
        status,
        gone,
        settings,
        stated,
        indexStatements,
        members,
        joinings,
        copyWishes,
        departure,
        farewells,
        next);
  }

  CatalogEntry withMembers(SortedMap<RegionName, Member> next) {
    return with(
        history, status, settings, stated, next, joinings, copyWishes, departure, farewells);
  }

  CatalogEntry withJoining(RegionName joiner, Joining joining) {
    TreeMap<RegionName, Joining> next = new TreeMap<>(joinings);
    next.put(joiner, joining);
    return with(history, status, settings, stated, members, next, copyWishes, departure, farewells);
  }

  CatalogEntry withCopyWish(RegionName source, CopyWish wish) {
    TreeMap<RegionName, CopyWish> next = new TreeMap<>(copyWishes);
    next.put(source, wish);
    return withCopyWishes(next);
  }

  CatalogEntry withCopyWishes(SortedMap<RegionName, CopyWish> next) {
    return with(history, status, settings, stated, members, joinings, next, departure, farewells);
  }

  CatalogEntry with(Departure next) {
    return with(
        history,
        status,
        settings,
        stated,
        members,
        joinings,
        copyWishes,
        Optional.of(next),
        farewells);
  }

  CatalogEntry withFarewell(CatalogEntry leaving) {
    TreeMap<RegionName, String> next = new TreeMap<>(farewells);
    next.put(leaving.region(), leaving.log());
    return with(history, status, settings, stated, members, joinings, copyWishes, departure, next);
  }

  CatalogEntry asGone() {
    return new CatalogEntry(
        table,
        region,
        tableId,
        group,
        storeNumber,
        log,
        partitions,
        history,
        TableStatus.DELETING,
        true,
        settings,
        stated,
        indexStatements,
        members,
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        new TreeMap<>(),
        overrides);
  }

  private CatalogEntry with(
      TableHistory nextHistory,
      TableStatus nextStatus,
      TableSettings nextSettings,
      SortedMap<SharedSetting, Version> nextStated,
      SortedMap<RegionName, Member> nextMembers,
      SortedMap<RegionName, Joining> nextJoinings,
      SortedMap<RegionName, CopyWish> nextCopyWishes,
      Optional<Departure> nextDeparture,
      SortedMap<RegionName, String> nextFarewells) {
    return new CatalogEntry(
        table,
        region,
        tableId,
        group,
        storeNumber,
        log,
        partitions,
        nextHistory,
        nextStatus,
        gone,
        nextSettings,
        nextStated,
        indexStatements,
        nextMembers,
        nextJoinings,
        nextCopyWishes,
        nextDeparture,
        nextFarewells,
        overrides);
  }
}
