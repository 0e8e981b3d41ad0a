package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that the regions say about one table name, as one region sees it. Members are the join of all
 * statements, so every region comes to the same answer, whatever the order in which it hears of
 * them.
 *
 * @param entries by region
 */
record Group(RegionName self, SortedMap<RegionName, CatalogEntry> entries) {
  Optional<CatalogEntry> own() {
    return Optional.ofNullable(entries.get(self));
  }

  /** The table that applications see here. */
  Optional<CatalogEntry> ownLiving() {
    return own().filter(entry -> !entry.gone());
  }

  /** The latest statement about each region, of those who belong to the group. */
  SortedMap<RegionName, Member> members(String group) {
    TreeMap<RegionName, Member> members = new TreeMap<>();
    entries.values().stream()
        .filter(entry -> entry.group().equals(group))
        .forEach(
            entry ->
                entry
                    .members()
                    .forEach((region, member) -> members.merge(region, member, Member::later)));
    return members;
  }

  /** The latest statement about each index, of those who belong to the group. */
  SortedMap<String, IndexStatement> indexStatements(String group) {
    TreeMap<String, IndexStatement> statements = new TreeMap<>();
    entries.values().stream()
        .filter(entry -> entry.group().equals(group))
        .forEach(
            entry ->
                entry
                    .indexStatements()
                    .latest()
                    .forEach(
                        (index, statement) ->
                            statements.merge(index, statement, IndexStatement::later)));
    return statements;
  }

  /**
   * What a region has otherwise than the others. Its table class goes by the latest word about it,
   * whether that was for the region or for all.
   */
  ReplicaOverrides overrides(String group, RegionName region) {
    OverrideStatement latest = null;
    Version ofClass = null;
    for (CatalogEntry entry : entries.values()) {
      if (!entry.group().equals(group)) {
        continue;
      }
      OverrideStatement said = entry.overrides().get(region);
      latest = latest == null || said == null ? either(latest, said) : latest.later(said);
      Version stated = entry.stated().get(SharedSetting.TABLE_CLASS);
      if (ofClass == null || stated != null && stated.compareTo(ofClass) > 0) {
        ofClass = stated;
      }
    }
    if (latest == null) {
      return ReplicaOverrides.NONE;
    }
    boolean overtaken = ofClass != null && ofClass.compareTo(latest.version()) > 0;
    return overtaken ? latest.overrides().withoutTableClass() : latest.overrides();
  }

  private static OverrideStatement either(OverrideStatement one, OverrideStatement other) {
    return one == null ? other : one;
  }

  /** A version above all that has been said about settings. */
  Version next(RegionName region, long nowMillis) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    for (CatalogEntry entry : entries.values()) {
      entry.stated().values().forEach(version -> clock.observe(version.time()));
      entry.overrides().values().forEach(said -> clock.observe(said.version().time()));
    }
    return new Version(clock.next(nowMillis), region);
  }

  /** What the table can serve at once: the same in all its regions, whichever was asked. */
  WarmThroughput warm(CatalogEntry own) {
    WarmThroughput warm = own.history().capacity().warm();
    for (CatalogEntry entry : entries.values()) {
      if (entry.group().equals(own.group())) {
        warm = warm.atLeast(entry.history().capacity().warm());
      }
    }
    return warm;
  }

  /** What one of its indexes can serve at once. */
  WarmThroughput warm(CatalogEntry own, IndexSettings index) {
    WarmThroughput warm = index.history().warm();
    if (own.settings().capacity() instanceof Capacity.OnDemand) {
      warm = warm.atLeast(WarmThroughput.ON_DEMAND);
    }
    for (CatalogEntry entry : entries.values()) {
      Optional<IndexSettings> there = entry.settings().index(index.name());
      if (entry.group().equals(own.group()) && there.isPresent()) {
        warm = warm.atLeast(there.get().history().warm());
      }
    }
    return warm;
  }

  boolean isMember(String group, RegionName region) {
    Member member = members(group).get(region);
    return member != null && member.present();
  }

  /** The other regions' living copies of the same global table. */
  List<CatalogEntry> peers(CatalogEntry own) {
    return entries.values().stream()
        .filter(entry -> !entry.region().equals(self))
        .filter(entry -> !entry.gone() && entry.group().equals(own.group()))
        .toList();
  }

  /** Peers whose changes are taken in: those that stay, and those that leave until all is here. */
  List<CatalogEntry> sources(CatalogEntry own) {
    return peers(own).stream()
        .filter(peer -> isMember(own.group(), peer.region()) || mayHaveMore(own, peer))
        .toList();
  }

  private static boolean mayHaveMore(CatalogEntry own, CatalogEntry leaving) {
    boolean released = leaving.departure().filter(Departure::released).isPresent();
    return !released && !own.hasTakenLeaveOf(leaving);
  }

  /** The other regions that are to hold the table. */
  SortedSet<RegionName> staying(CatalogEntry own) {
    TreeSet<RegionName> staying = new TreeSet<>();
    members(own.group())
        .forEach(
            (region, member) -> {
              if (member.present() && !region.equals(self)) {
                staying.add(region);
              }
            });
    return staying;
  }

  /** The regions that stay and have not said that they have all of this region's log. */
  SortedSet<RegionName> lacking(CatalogEntry own) {
    TreeSet<RegionName> lacking = new TreeSet<>(staying(own));
    peers(own).stream()
        .filter(peer -> peer.hasTakenLeaveOf(own))
        .forEach(peer -> lacking.remove(peer.region()));
    return lacking;
  }

  /** Peers that leave and whose last writes this region may not have yet. */
  List<CatalogEntry> leaving(CatalogEntry own) {
    return sources(own).stream().filter(peer -> !isMember(own.group(), peer.region())).toList();
  }

  /** Regions that are to hold the table and cannot: another table has its name there. */
  SortedSet<RegionName> taken(CatalogEntry own) {
    TreeSet<RegionName> taken = new TreeSet<>(staying(own));
    taken.removeIf(
        region -> {
          CatalogEntry there = entries.get(region);
          return there == null || there.gone() || there.group().equals(own.group());
        });
    return taken;
  }

  /** The replicas that DescribeTable tells of, those that come and go included. */
  List<TableView.Replica> replicas(CatalogEntry own) {
    List<TableView.Replica> replicas = new ArrayList<>();
    members(own.group())
        .forEach(
            (region, member) -> {
              if (!region.equals(self)) {
                replica(own, region, member).ifPresent(replicas::add);
              }
            });
    return replicas;
  }

  private Optional<TableView.Replica> replica(CatalogEntry own, RegionName region, Member member) {
    CatalogEntry there = entries.get(region);
    boolean living = there != null && !there.gone() && there.group().equals(own.group());
    if (living) {
      TableStatus status = member.present() ? there.status() : TableStatus.DELETING;
      return Optional.of(new TableView.Replica(region, status, overrides(own.group(), region)));
    }
    boolean taken = there != null && !there.gone();
    if (!member.present() || taken) {
      return Optional.empty();
    }
    return Optional.of(
        new TableView.Replica(region, TableStatus.CREATING, overrides(own.group(), region)));
  }

  /**
   * An invitation to hold this table that this region has not followed yet: the entry of the region
   * that lets it in.
   */
  Optional<CatalogEntry> invitation() {
    if (ownLiving().isPresent()) {
      return Optional.empty();
    }
    return entries.values().stream()
        .filter(entry -> !entry.region().equals(self) && !entry.gone())
        .filter(entry -> isMember(entry.group(), self))
        .filter(
            entry ->
                entry
                    .joining(self)
                    .filter(
                        joining -> joining.join().equals(members(entry.group()).get(self).since()))
                    .isPresent())
        .findFirst();
  }

  /** The regions that have copied for this one since it was let in, or do so. */
  List<CatalogEntry> donors(CatalogEntry own) {
    Member member = members(own.group()).get(self);
    HybridTime since = member == null ? HybridTime.ZERO : member.since();
    return entries.values().stream()
        .filter(entry -> !entry.region().equals(self) && entry.group().equals(own.group()))
        .filter(
            entry ->
                entry
                    .joining(self)
                    .filter(joining -> joining.join().compareTo(since) >= 0)
                    .isPresent())
        .toList();
  }

  /** The last one to say where this region is to begin with each log. */
  Optional<CatalogEntry> donor(CatalogEntry own) {
    return donors(own).stream()
        .reduce(
            (one, other) ->
                one.joining(self).get().join().compareTo(other.joining(self).get().join()) >= 0
                    ? one
                    : other);
  }
}
