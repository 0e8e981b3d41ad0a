package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one region says about its copy of one table. A region writes only its own entries and sees
 * everybody's, so entries never conflict; what a global table is follows from all entries of its
 * group (see {@link Group}).
 *
 * @param gone the copy was deleted; the entry stays for its statements about members
 */
record CatalogEntry(
    TableCopy copy,
    TableHistory history,
    TableStatus status,
    boolean gone,
    TableSettings settings,
    Statements statements,
    Membership membership) {
  /** A copy of a table that is about to be made. */
  static CatalogEntry creating(
      TableCopy copy,
      long createdMillis,
      TableSettings settings,
      SortedMap<RegionName, Member> members) {
    return new CatalogEntry(
        copy,
        TableHistory.created(settings, createdMillis),
        TableStatus.CREATING,
        false,
        settings,
        Statements.NONE,
        Membership.of(members));
  }

  /** The indexes that its partitions are to keep. */
  List<ItemIndex> kept() {
    List<ItemIndex> kept = new ArrayList<>(IndexRows.of(settings));
    settings
        .expiry()
        .filter(expiry -> settings.timeToLive().equals(Optional.of(expiry.attribute())))
        .ifPresent(expiry -> kept.add(expiry.index(settings.keySchema(), partitions())));
    return List.copyOf(kept);
  }

  CatalogEntry with(Optional<ExpirySettings> next) {
    return new CatalogEntry(
        copy, history, status, gone, settings.with(next), statements, membership);
  }

  CatalogEntry with(ScalingSettings next) {
    TableSettings after = settings.withScaling(next);
    return new CatalogEntry(copy, history, status, gone, after, statements, membership);
  }

  String table() {
    return copy.table();
  }

  RegionName region() {
    return copy.region();
  }

  String tableId() {
    return copy.tableId();
  }

  String group() {
    return copy.group();
  }

  int storeNumber() {
    return copy.storeNumber();
  }

  String log() {
    return copy.log();
  }

  int partitions() {
    return copy.partitions();
  }

  SortedMap<SharedSetting, Version> stated() {
    return statements.stated();
  }

  IndexStatements indexStatements() {
    return statements.indexes();
  }

  SortedMap<RegionName, OverrideStatement> overrides() {
    return statements.overrides();
  }

  SortedMap<RegionName, Member> members() {
    return membership.members();
  }

  SortedMap<RegionName, Joining> joinings() {
    return membership.joinings();
  }

  SortedMap<RegionName, CopyWish> copyWishes() {
    return membership.copyWishes();
  }

  Optional<Departure> departure() {
    return membership.departure();
  }

  SortedMap<RegionName, String> farewells() {
    return membership.farewells();
  }

  Optional<Joining> joining(RegionName joiner) {
    return Optional.ofNullable(joinings().get(joiner));
  }

  Optional<CopyWish> copyWish(RegionName source) {
    return Optional.ofNullable(copyWishes().get(source));
  }

  /** Whether this region has all that another one's log will ever say, since that one leaves. */
  boolean hasTakenLeaveOf(CatalogEntry peer) {
    return peer.log().equals(farewells().get(peer.region()));
  }

  CatalogEntry with(TableStatus next) {
    return new CatalogEntry(copy, history, next, gone, settings, statements, membership);
  }

  CatalogEntry with(TableSettings next, long nowMillis) {
    TableHistory after = history.changed(settings, next, nowMillis);
    return new CatalogEntry(copy, after, status, gone, next, statements, membership);
  }

  /** Able to serve at least so much at once. */
  CatalogEntry warmed(WarmThroughput wanted) {
    return new CatalogEntry(
        copy, history.warmed(wanted), status, gone, settings, statements, membership);
  }

  /** Filled from something; until it is whole it is being created. */
  CatalogEntry from(TableOrigin origin) {
    return new CatalogEntry(
        copy, history.from(origin), status, gone, settings, statements, membership);
  }

  CatalogEntry stating(SharedSetting setting, Version version) {
    return with(statements.with(setting, version));
  }

  CatalogEntry stating(SortedMap<SharedSetting, Version> next) {
    return with(statements.with(next));
  }

  /** Having said what a region is to have otherwise. */
  CatalogEntry stating(RegionName replica, OverrideStatement statement) {
    return with(statements.with(replica, statement));
  }

  CatalogEntry statingOverrides(SortedMap<RegionName, OverrideStatement> next) {
    return with(statements.withOverrides(next));
  }

  CatalogEntry with(IndexStatements next) {
    return with(statements.with(next));
  }

  CatalogEntry with(List<IndexSettings> next) {
    return new CatalogEntry(
        copy, history, status, gone, settings.withIndexes(next), statements, membership);
  }

  CatalogEntry with(IndexStatements nextStatements, List<IndexSettings> nextIndexes) {
    return with(nextStatements).with(nextIndexes);
  }

  CatalogEntry withMembers(SortedMap<RegionName, Member> next) {
    return with(membership.withMembers(next));
  }

  CatalogEntry withJoining(RegionName joiner, Joining joining) {
    return with(membership.with(joiner, joining));
  }

  CatalogEntry withCopyWish(RegionName source, CopyWish wish) {
    return with(membership.with(source, wish));
  }

  CatalogEntry withCopyWishes(SortedMap<RegionName, CopyWish> next) {
    return with(membership.withCopyWishes(next));
  }

  CatalogEntry with(Departure next) {
    return with(membership.with(next));
  }

  CatalogEntry withFarewell(CatalogEntry leaving) {
    return with(membership.withFarewell(leaving.region(), leaving.log()));
  }

  CatalogEntry asGone() {
    Membership after = Membership.of(members());
    return new CatalogEntry(copy, history, TableStatus.DELETING, true, settings, statements, after);
  }

  private CatalogEntry with(Statements next) {
    return new CatalogEntry(copy, history, status, gone, settings, next, membership);
  }

  private CatalogEntry with(Membership next) {
    return new CatalogEntry(copy, history, status, gone, settings, statements, next);
  }
}
